using System.Text;
using BenchmarkDotNet.Attributes;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Benchmarks;

/// <summary>The references of one workload: what every change of a Deployment costs before anything else.</summary>
[MemoryDiagnoser]
public class ReferenceExtractionBenchmarks
{
    private static readonly WorkloadKey Workload = new("shop", "Deployment", "frontend");

    private readonly PodTemplate none = Template(env: [new("LOG_LEVEL", "info"), new("PORT", "8080"), new("NAME", "cart")]);

    private readonly PodTemplate shop = Template(env:
    [
        new("PORT", "8080"), new("CATALOG_ADDR", "catalog:3550"), new("CURRENCY_ADDR", "currency:7000"), new("CART_HOST", "cart"), new("CART_PORT", "7070"),
        new("ORDERS_URL", "http://orders.sales.svc.cluster.local:80/v1"), new("DATABASE_URL", "postgres://user:password@ledger-db:5432/shop?sslmode=disable"),
        new("KAFKA_BROKERS", "kafka-0.kafka:9092,kafka-1.kafka:9092"), new("OTEL_SERVICE_NAME", "frontend"), new("LOG_LEVEL", "info"),
    ]);

    private readonly PodTemplate config = Template(env: [], files: true);
    private ConfigMap small = null!;
    private ConfigMap large = null!;

    /// <summary>Makes a ConfigMap of 4 KB and one of 1 MB, of Spring-like YAML.</summary>
    [GlobalSetup]
    public void Setup()
    {
        small = new(new("shop", "config"), Labels.Of(("application.yaml", Yaml(4 << 10))));
        large = new(new("shop", "config"), Labels.Of(("application.yaml", Yaml(1 << 20))));
    }

    /// <summary>Three variables, none of which names a peer.</summary>
    [Benchmark]
    public ExtractedReferences NoReference() => Extract(none, null);

    /// <summary>Ten variables, seven peers.</summary>
    [Benchmark(Baseline = true)]
    public ExtractedReferences TenVariables() => Extract(shop, null);

    /// <summary>A mounted file of 4 KB.</summary>
    [Benchmark]
    public ExtractedReferences ConfigFileOf4KB() => Extract(config, small);

    /// <summary>The largest ConfigMap that the API takes.</summary>
    [Benchmark]
    public ExtractedReferences ConfigFileOf1MB() => Extract(config, large);

    private static ExtractedReferences Extract(PodTemplate template, ConfigMap? map) =>
        ReferenceExtractor.Extract(Workload, template, _ => map, _ => null, ReferenceOptions.Default);

    private static PodTemplate Template(ValueList<EnvVar> env, bool files = false) => new()
    {
        Labels = Labels.Of(("app", "frontend")),
        Containers = [new Container { Name = "server", Env = env, MountedVolumes = files ? ["config"] : [] }],
        Files = files ? [new("config", "config", [])] : [],
    };

    private static string Yaml(int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; text.Length < length; i++)
        {
            text.Append("# section ").Append(i).Append("\nservice").Append(i).Append(":\n  title: something that is said in a sentence\n  pool:\n    max: 10\n");
            if (i % 8 == 0) text.Append("  host: backend-").Append(i % 64).Append("\n  port: 8080\n");
        }
        return text.ToString();
    }
}
