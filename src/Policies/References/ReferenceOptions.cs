using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References;

/// <summary>What the grammar of references can be told.</summary>
public sealed record ReferenceOptions
{
    /// <summary>The options of a cluster that nobody configured.</summary>
    public static readonly ReferenceOptions Default = new();

    /// <summary>The cluster's DNS domain, without dots at its ends.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>
    /// The last tokens of variable names (split on <c>_ . -</c> and camelCase, compared without case) after which a bare name
    /// may be a host.
    /// </summary>
    public ValueList<string> HostTokens { get; init; } =
    [
        "HOST", "HOSTS", "HOSTNAME", "ADDR", "ADDRESS", "ADDRESSES", "URL", "URLS", "URI", "URIS", "ENDPOINT", "ENDPOINTS",
        "SERVER", "SERVERS", "SERVICE", "SVC", "DSN", "BROKER", "BROKERS", "SEEDS", "PEERS", "NODES", "UPSTREAM", "TARGET", "BACKEND",
        "PGHOST", "DBHOST", // one word in libpq and in many programs
    ];

    /// <summary>
    /// The last tokens of variable names that are names of server software: <c>REDIS=cache</c> says where the Redis is, if a Service is
    /// called <c>cache</c>. In files the same key says more often which kind of server is meant.
    /// </summary>
    public ValueList<string> ServerTokens { get; init; } =
    [
        "REDIS", "VALKEY", "MEMCACHED", "MYSQL", "MARIADB", "POSTGRES", "POSTGRESQL", "MONGO", "MONGODB", "CASSANDRA", "ELASTICSEARCH", "OPENSEARCH",
        "RABBITMQ", "KAFKA", "NATS", "ZOOKEEPER", "ETCD", "CONSUL", "VAULT", "MINIO", "ZIPKIN", "JAEGER",
    ];
}
