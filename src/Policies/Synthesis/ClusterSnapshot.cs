using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>A cluster's objects at one moment, or a set of manifests. The order of the lists does not matter.</summary>
public sealed record ClusterSnapshot
{
    /// <summary>Namespaces; those of manifests may be missing.</summary>
    public ValueList<NamespaceInfo> Namespaces { get; init; } = [];

    /// <summary>Workloads of every kind, bare Pods included.</summary>
    public ValueList<Workload> Workloads { get; init; } = [];

    /// <summary>Pods that references may name by address or by name; those of the workloads need not be here.</summary>
    public ValueList<PodAddress> Pods { get; init; } = [];

    /// <summary>Services.</summary>
    public ValueList<Service> Services { get; init; } = [];

    /// <summary>EndpointSlices that no controller made from a selector.</summary>
    public ValueList<EndpointSlice> Slices { get; init; } = [];

    /// <summary>ConfigMaps.</summary>
    public ValueList<ConfigMap> ConfigMaps { get; init; } = [];

    /// <summary>Secrets, where the operator switched reading them on.</summary>
    public ValueList<ConfigMap> Secrets { get; init; } = [];

    /// <summary>ServiceAccounts.</summary>
    public ValueList<ServiceAccount> ServiceAccounts { get; init; } = [];

    /// <summary>Ingresses and Gateway API routes.</summary>
    public ValueList<Route> Routes { get; init; } = [];

    /// <summary>What the API server calls.</summary>
    public ValueList<ApiBackend> ApiBackends { get; init; } = [];

    /// <summary>Gateways of the Gateway API: their pods are ingress controllers.</summary>
    public ValueList<Gateway> Gateways { get; init; } = [];

    /// <summary>GatewayClasses: whose product serves a Gateway.</summary>
    public ValueList<GatewayClass> GatewayClasses { get; init; } = [];

    /// <summary>IngressClasses.</summary>
    public ValueList<IngressClass> IngressClasses { get; init; } = [];

    /// <summary>Nodes: their addresses stand for pods on the host's network.</summary>
    public ValueList<NodeInfo> Nodes { get; init; } = [];

    /// <summary>The platform, or null to find it among the objects (<see cref="PlatformDetection"/>).</summary>
    public Platform? Platform { get; init; }
}
