using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Cluster;

/// <summary>The objects by which the cluster grain knows namespaces and platform.</summary>
internal sealed class PlatformFeeds(KubernetesConnection connection, PolicyOptions options, Func<Action, Task> post, TimeProvider time, ILogger logger)
{
    /// <summary>How often node addresses may change policies: nodes come and go in large clusters, and every policy that names them is written then.</summary>
    private static readonly TimeSpan NodePace = TimeSpan.FromMinutes(1);

    private readonly Coalesced<ValueList<NodeInfo>> settledNodes = new(NodePace, time);
    private (Platform, ValueList<string>)? known;
    private bool nodesWait;
    private readonly HashSet<string> watched = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectName, GatewayClass> gatewayClasses = [];
    private readonly Dictionary<ObjectName, IngressClass> ingressClasses = [];
    private readonly Dictionary<ObjectName, NamespaceInfo> namespaces = [];
    private readonly Dictionary<ObjectName, Service> services = [];
    private readonly Dictionary<ObjectName, EndpointSlice> slices = [];
    private readonly Dictionary<(string Kind, ObjectName Name), Workload> workloads = [];
    private readonly Dictionary<ObjectName, NodeInfo> nodes = [];
    private readonly Dictionary<ObjectName, Gateway> gateways = [];
    private readonly Dictionary<(string Kind, ObjectName Name), ApiBackends> backends = [];

    /// <summary>The namespaces that exist, terminating ones included: their workloads end one by one.</summary>
    public IEnumerable<string> Namespaces => namespaces.Keys.Select(name => name.Name).Order(StringComparer.Ordinal);

    /// <summary>The feeds of namespaces. One that is asked for by its name is there until the server says that it is not.</summary>
    public IReadOnlyList<Feed> NamespaceFeeds()
    {
        if (options.Namespaces.IsEmpty) return [Feed(new(ResourceKinds.Namespaces), Projectors.Namespace, namespaces)];
        foreach (var name in options.Namespaces) namespaces[new("", name)] = new(name, "", Labels.Empty, Labels.Empty);
        return [.. options.Namespaces.Select(name => new NamespacePoll(connection, name, info => Put(namespaces, new("", name), info), post, time).Feed)];
    }

    /// <summary>
    /// The feeds of the platform: what they cannot tell is assumed. Whoever looks at some namespaces only has it from the options.
    /// </summary>
    public IReadOnlyList<Feed> PlatformFeedsOf() => !options.Namespaces.IsEmpty ? [] :
    [
        Feed(new(ResourceKinds.Services, "default", FieldSelector: "metadata.name=kubernetes"), Projectors.Service, services),
        Feed(new(ResourceKinds.EndpointSlices, "default", "kubernetes.io/service-name=kubernetes"), Projectors.EndpointSlice, slices),
        .. options.Resolvers.Where(address => !ClusterDns.IsLinkLocal(address))
            .Select(address => Feed(new(ResourceKinds.Services, FieldSelector: $"spec.clusterIP={address}"), Projectors.Service, services)),
        .. options.NodeCidrs.IsEmpty ? [Feed(new(ResourceKinds.Nodes), Projectors.Node, nodes)] : Array.Empty<Feed>(),
        Feed(new(ResourceKinds.Gateways), Projectors.Gateway, gateways),
        Feed(new(ResourceKinds.GatewayClasses), Projectors.GatewayClass, gatewayClasses),
        Feed(new(ResourceKinds.IngressClasses), Projectors.IngressClass, ingressClasses),
        Backends(ResourceKinds.ValidatingWebhooks, Projectors.ValidatingWebhook),
        Backends(ResourceKinds.MutatingWebhooks, Projectors.MutatingWebhook),
        Backends(ResourceKinds.ApiServices, Projectors.ApiService),
        Backends(ResourceKinds.CustomResourceDefinitions, Projectors.CustomResourceDefinition),
    ];

    /// <summary>The feeds of platform namespaces that exist and have none yet: those of the table, and the one of the cluster's DNS.</summary>
    public IReadOnlyList<Feed> FeedsOfNewNamespaces() => !options.Namespaces.IsEmpty ? [] :
    [
        .. PlatformDetection.NamespacesOf(options)
            .Concat(services.Values.Where(service => ClusterDns.IsDnsService(service, options.Resolvers)).Select(service => service.Name.Namespace))
            .Where(ns => namespaces.ContainsKey(new("", ns)) && watched.Add(ns)).ToList().SelectMany(FeedsOf),
    ];

    /// <summary>The platform as it is known now, and what an operator should know about it.</summary>
    public (Platform Platform, ValueList<string> Notes) Known()
    {
        if (known is { } still && !nodesWait) return still;
        var snapshot = Snapshot();
        var platform = PlatformDetection.Of(snapshot, options);
        known = (platform, PlatformNotes.Of(snapshot, platform));
        return known.Value;
    }

    private ClusterSnapshot Snapshot()
    {
        ValueList<NodeInfo> now = [.. nodes.Values.OrderBy(node => node.Name, StringComparer.Ordinal)];
        var settled = settledNodes.See(now);
        nodesWait = !settled.Equals(now);
        return Snapshot(settled);
    }

    private ClusterSnapshot Snapshot(ValueList<NodeInfo> settled) => new()
    {
        Services = [.. services.Values],
        Slices = [.. slices.Values],
        Workloads = [.. workloads.Values],
        Nodes = settled,
        Gateways = [.. gateways.Values],
        GatewayClasses = [.. gatewayClasses.Values.OrderBy(each => each.Name, StringComparer.Ordinal)],
        IngressClasses = [.. ingressClasses.Values],
    };

    private IEnumerable<Feed> FeedsOf(string ns) =>
    [
        Workloads(ResourceKinds.Deployments, Projectors.Deployment, ns),
        Workloads(ResourceKinds.DaemonSets, Projectors.DaemonSet, ns),
        .. !ClusterDns.Namespaces.Contains(ns) ? Array.Empty<Feed>() :
        [
            Feed(new(ResourceKinds.Services, ns), Projectors.Service, services),
            Feed(new(ResourceKinds.EndpointSlices, ns, ServerSelectors.HandmadeEndpointSlices), Projectors.EndpointSlice, slices),
        ],
    ];

    /// <summary>What the API server calls, in a stable order.</summary>
    public ValueList<ApiBackend> ApiBackends =>
        [.. backends.OrderBy(each => each.Key.Kind, StringComparer.Ordinal).ThenBy(each => each.Key.Name).SelectMany(each => each.Value.All)];

    private Feed Backends(ResourceKind kind, Projector<ApiBackends> projector) => Feed(
        new(kind), projector, (name, value) => Put(backends, (projector.Kind, name), value is { All.IsEmpty: false } ? value : null));

    private Feed Workloads(ResourceKind kind, Projector<Workload> projector, string ns) => Feed(
        new(kind, ns), projector, (name, workload) => Put(workloads, (projector.Kind, name), workload));

    private Feed Feed<T>(WatchScope scope, Projector<T> projector, Dictionary<ObjectName, T> into)
        where T : class => Feed(scope, projector, (name, value) => Put(into, name, value));

    private Feed Feed<T>(WatchScope scope, Projector<T> projector, Action<ObjectName, T?> set)
        where T : class => Watching.Feed.Of(new Reflector<T>(
            connection, scope, projector,
            async (changes, _) => await post(() =>
            {
                foreach (var change in changes) set(change.Name, change.New);
                known = null;
            }),
            logger: logger));

    private static void Put<TKey, TValue>(Dictionary<TKey, TValue> map, TKey key, TValue? value)
        where TKey : notnull
        where TValue : class
    {
        if (value is null) map.Remove(key);
        else map[key] = value;
    }
}
