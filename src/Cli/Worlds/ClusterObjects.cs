using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Everything that was read, from manifests or off a cluster, in the order in which it came.</summary>
internal sealed record ClusterObjects
{
    /// <summary>The namespaces that have an object of their own; the others are known by their name only.</summary>
    public List<NamespaceInfo> Namespaces { get; } = [];

    /// <summary>The workloads, bare Pods included.</summary>
    public List<Workload> Workloads { get; } = [];

    /// <summary>The addresses of Pods that run.</summary>
    public List<PodAddress> Pods { get; } = [];

    /// <summary>The Services.</summary>
    public List<Service> Services { get; } = [];

    /// <summary>The ConfigMaps, and Secrets where they were asked for.</summary>
    public List<ConfigMap> ConfigMaps { get; } = [];

    /// <summary>The ServiceAccounts.</summary>
    public List<ServiceAccount> ServiceAccounts { get; } = [];

    /// <summary>The EndpointSlices of Services without a selector.</summary>
    public List<EndpointSlice> EndpointSlices { get; } = [];

    /// <summary>Ingresses and Gateway API routes.</summary>
    public List<Route> Routes { get; } = [];

    /// <summary>What the API server calls.</summary>
    public List<ApiBackend> ApiBackends { get; } = [];

    /// <summary>NetworkPolicies, ours and foreign.</summary>
    public List<PolicyObject> Policies { get; } = [];

    /// <summary>How many objects of each kind were passed over because no policy depends on them.</summary>
    public SortedDictionary<string, int> Skipped { get; } = new(StringComparer.Ordinal);
}
