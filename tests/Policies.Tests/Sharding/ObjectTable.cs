using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>The objects as a server would hold them.</summary>
internal sealed class ObjectTable
{
    public Dictionary<WorkloadKey, Workload> Workloads { get; } = [];

    public Dictionary<ObjectName, Service> Services { get; } = [];

    public Dictionary<ObjectName, EndpointSlice> Slices { get; } = [];

    public Dictionary<ObjectName, ConfigMap> ConfigMaps { get; } = [];

    public Dictionary<ObjectName, ServiceAccount> ServiceAccounts { get; } = [];

    public Dictionary<ObjectName, Route> Routes { get; } = [];

    public Dictionary<string, NamespaceInfo> Namespaces { get; } = [];

    public ClusterSnapshot Snapshot() => new()
    {
        Workloads = [.. Workloads.Values],
        Services = [.. Services.Values],
        Slices = [.. Slices.Values],
        ConfigMaps = [.. ConfigMaps.Values],
        ServiceAccounts = [.. ServiceAccounts.Values],
        Routes = [.. Routes.Values],
        Namespaces = [.. Namespaces.Values],
        Platform = Platform.Assumed,
    };
}
