using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Everything that was read, from manifests or off a cluster; of an object that came twice, what came last.</summary>
internal sealed class ClusterObjects
{
    /// <summary>The kinds of workloads besides those of Kubernetes.</summary>
    public ValueList<CustomWorkloadKind> CustomKinds { get; init; } = [];

    /// <summary>Whether Secrets are read.</summary>
    public bool ReadsSecrets { get; init; }

    /// <summary>The namespaces that have an object of their own; the others are known by their name only.</summary>
    public Dictionary<string, NamespaceInfo> Namespaces { get; } = [];

    /// <summary>The workloads, bare Pods included.</summary>
    public Dictionary<WorkloadKey, Workload> Workloads { get; } = [];

    /// <summary>The addresses of Pods, those of workloads included.</summary>
    public Dictionary<ObjectName, PodAddress> Pods { get; } = [];

    /// <summary>The Services.</summary>
    public Dictionary<ObjectName, Service> Services { get; } = [];

    /// <summary>The ConfigMaps.</summary>
    public Dictionary<ObjectName, ConfigMap> ConfigMaps { get; } = [];

    /// <summary>The Secrets, where they are read.</summary>
    public Dictionary<ObjectName, ConfigMap> Secrets { get; } = [];

    /// <summary>The ServiceAccounts.</summary>
    public Dictionary<ObjectName, ServiceAccount> ServiceAccounts { get; } = [];

    /// <summary>The EndpointSlices of Services without a selector.</summary>
    public Dictionary<ObjectName, EndpointSlice> Slices { get; } = [];

    /// <summary>The same from Endpoints of manifests.</summary>
    public Dictionary<ObjectName, MirroredEndpoints> Endpoints { get; } = [];

    /// <summary>Ingresses and Gateway API routes.</summary>
    public Dictionary<(string Kind, ObjectName Name), Route> Routes { get; } = [];

    /// <summary>What the API server calls, by the object that registers it.</summary>
    public Dictionary<(string Kind, string Name), ApiBackends> ApiBackends { get; } = [];

    /// <summary>Gateways, whose data planes are infrastructure.</summary>
    public Dictionary<ObjectName, Gateway> Gateways { get; } = [];

    /// <summary>GatewayClasses, which tell who serves a Gateway.</summary>
    public Dictionary<string, GatewayClass> GatewayClasses { get; } = [];

    /// <summary>IngressClasses.</summary>
    public Dictionary<string, IngressClass> IngressClasses { get; } = [];

    /// <summary>Nodes, for the addresses of pods on their network.</summary>
    public Dictionary<string, NodeInfo> Nodes { get; } = [];

    /// <summary>NetworkPolicies, ours and foreign.</summary>
    public Dictionary<ObjectName, PolicyObject> Policies { get; } = [];

    /// <summary>How many objects of each kind were passed over because no policy depends on them.</summary>
    public SortedDictionary<string, int> Skipped { get; } = new(StringComparer.Ordinal);

    /// <summary>Kinds that were passed over although they have a pod template, as <c>apiVersion/Kind</c>.</summary>
    public SortedSet<string> Templated { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a workload of a kind that is known here owns pods of this owner.</summary>
    public bool Manages(OwnerRef owner) => ManagedKind.BuiltIn.Concat(CustomKinds.Select(kind => kind.Managed)).Any(kind => kind.IsKindOf(owner));

    /// <summary>What the policies are synthesized from.</summary>
    public ClusterSnapshot ToSnapshot() => new()
    {
        Namespaces = [.. Namespaces.Values],
        Workloads = [.. Workloads.Values],
        Services = [.. Services.Values],
        Slices = [.. Slices.Values, .. Endpoints.Values.SelectMany(mirrored => mirrored.Slices)],
        ConfigMaps = [.. ConfigMaps.Values],
        Secrets = [.. Secrets.Values],
        ServiceAccounts = [.. ServiceAccounts.Values],
        Routes = [.. Routes.Values],
        Gateways = [.. Gateways.Values],
        GatewayClasses = [.. GatewayClasses.Values],
        IngressClasses = [.. IngressClasses.Values],
        Nodes = [.. Nodes.Values],
        Pods = [.. Pods.Values],
        ApiBackends = [.. ApiBackends.Values.SelectMany(backends => backends.All)],
    };
}
