using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>The objects of a shard's namespaces, by name.</summary>
internal sealed class Inventory
{
    public Dictionary<string, NamespaceInfo> Namespaces { get; } = [];

    public Dictionary<WorkloadKey, WorkloadEntry> Workloads { get; } = [];

    public Dictionary<ObjectName, Service> Services { get; } = [];

    /// <summary>Slices by the Service that they belong to, then by their own name.</summary>
    public Dictionary<ObjectName, Dictionary<ObjectName, EndpointSlice>> Slices { get; } = [];

    /// <summary>The Service to which a slice, by its own name, belongs.</summary>
    public Dictionary<ObjectName, ObjectName> ServiceOfSlice { get; } = [];

    public Dictionary<ObjectName, ConfigMap> ConfigMaps { get; } = [];

    public Dictionary<ObjectName, ConfigMap> Secrets { get; } = [];

    public Dictionary<ObjectName, ServiceAccount> ServiceAccounts { get; } = [];

    public Dictionary<(string Kind, ObjectName Name), Route> Routes { get; } = [];

    public Dictionary<ObjectName, List<ApiBackend>> ApiBackends { get; } = [];
}
