using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Watching;

/// <summary>What a shard watches: one reflector a kind, over one namespace or over all with a predicate.</summary>
/// <param name="connection">The way to the server.</param>
/// <param name="ns">The only namespace, or null for all.</param>
/// <param name="owns">Whether a namespace is the shard's.</param>
/// <param name="streams">The streams that shards of all namespaces share.</param>
/// <param name="shard">Where changes go.</param>
/// <param name="post">Runs an action on the grain's scheduler; done when the action is.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For the reflectors.</param>
internal sealed class ShardFeeds(
    KubernetesConnection connection, string? ns, Func<string, bool> owns, SharedStreams streams, Shard shard, Func<Action, Task> post, TimeProvider time, ILogger logger)
{
    /// <summary>A pod that ended holds nothing.</summary>
    public const string RunningPods = "status.phase!=Succeeded,status.phase!=Failed";

    /// <summary>Releases, tokens and certificates name no peers, and some are large.</summary>
    private const string ReferringSecrets =
        "type!=helm.sh/release.v1,type!=kubernetes.io/service-account-token,type!=kubernetes.io/tls,type!=kubernetes.io/dockerconfigjson";

    /// <summary>Everything that is always watched.</summary>
    public IReadOnlyList<Feed> Of(PolicyOptions options, WatchedKinds watched) =>
    [
        Workloads(ResourceKinds.Deployments, Projectors.Deployment),
        Workloads(ResourceKinds.StatefulSets, Projectors.StatefulSet),
        Workloads(ResourceKinds.DaemonSets, Projectors.DaemonSet),
        Workloads(ResourceKinds.ReplicaSets, Projectors.ReplicaSet, "!pod-template-hash"),
        Workloads(ResourceKinds.ReplicationControllers, Projectors.ReplicationController),
        Workloads(ResourceKinds.Jobs, Projectors.Job),
        Workloads(ResourceKinds.CronJobs, Projectors.CronJob),
        Workloads(ResourceKinds.Pods, Projectors.Pod, ServerSelectors.BarePods),
        Feed(ResourceKinds.Services, Projectors.Service, service => service.Name.Namespace, (name, service) => shard.Model.Set(name, service)),
        Feed(ResourceKinds.EndpointSlices, Projectors.EndpointSlice, slice => slice.Name.Namespace, (name, slice) => shard.Model.Set(name, slice), ServerSelectors.HandmadeEndpointSlices),
        Feed(ResourceKinds.ConfigMaps, Projectors.ConfigMap, map => map.Name.Namespace, (name, map) => shard.Model.Set(name, map)),
        Feed(ResourceKinds.ServiceAccounts, Projectors.ServiceAccount, account => account.Name.Namespace, (name, account) => shard.Model.Set(name, account)),
        Feed(ResourceKinds.NetworkPolicies, Projectors.NetworkPolicy, policy => policy.Name.Namespace, (name, policy) => shard.Set(name, policy)),
        ns is not null && options.Namespaces.Contains(ns)
            ? new NamespacePoll(connection, ns, info => shard.Set(ns, info), post, time).Feed
            : Feed(ResourceKinds.Namespaces, Projectors.Namespace, info => info.Name, (name, info) => shard.Set(name.Name, info)),
        .. options.IngressOnlyWhenRouted ? Routes() : [],
        .. watched.Custom.Select(kind => Custom(kind, isEverywhere: options.Namespaces.IsEmpty)),
        .. watched.Secrets ? [Secrets()] : Array.Empty<Feed>(),
    ];

    /// <summary>The running pods of a namespace, watched only while something is under way there.</summary>
    public Feed Pods(string @namespace) => Watching.Feed.Of(new Reflector<PodInfo>(
        connection, new(ResourceKinds.Pods, @namespace, FieldSelector: RunningPods, MetadataOnly: true), Projectors.PodInfo,
        Deliver<PodInfo>(ResourceKinds.Pods, (name, pod) => shard.Set(name, pod)), logger: logger));

    /// <summary>One stream a silo, however the namespaces are dealt out: a kind that is not installed (yet) is asked for once, not for each of them.</summary>
    private Feed Custom(CustomWorkloadKind kind, bool isEverywhere)
    {
        var projector = Projectors.Custom(kind);
        var feed = isEverywhere
            ? streams.Subscribe(new(kind.Resource), projector, workload => owns(workload.Key.Namespace), Deliver<Workload>(kind.Resource, Set))
            : Feed<Workload>(kind.Resource, projector, workload => workload.Key.Namespace, Set);
        return feed with { IsFurther = true };

        void Set(ObjectName name, Workload? workload) => shard.Set(new WorkloadKey(name.Namespace, kind.Name, name.Name), workload);
    }

    private Feed Secrets() => Feed(
        ResourceKinds.Secrets, Projectors.Secret, secret => secret.Name.Namespace, (name, secret) => shard.Model.Set(name, secret, isSecret: true), fields: ReferringSecrets);

    private IEnumerable<Feed> Routes() =>
    [
        Routes(ResourceKinds.Ingresses, Projectors.Ingress),
        Routes(ResourceKinds.HttpRoutes, Projectors.HttpRoute),
        Routes(ResourceKinds.GrpcRoutes, Projectors.GrpcRoute),
        Routes(ResourceKinds.TlsRoutes, Projectors.TlsRoute),
        Routes(ResourceKinds.TcpRoutes, Projectors.TcpRoute),
        Routes(ResourceKinds.UdpRoutes, Projectors.UdpRoute),
    ];

    private Feed Routes(ResourceKind kind, Projector<Route> projector) =>
        Feed(kind, projector, route => route.Name.Namespace, (name, route) => shard.Model.Set(projector.Kind, name, route));

    private Feed Workloads(ResourceKind kind, Projector<Workload> projector, string? labels = null) => Feed(
        kind, projector, workload => workload.Key.Namespace,
        (name, workload) => shard.Set(new WorkloadKey(name.Namespace, projector.Kind, name.Name), workload), labels);

    private Feed Feed<T>(ResourceKind kind, Projector<T> projector, Func<T, string> namespaceOf, Action<ObjectName, T?> set, string? labels = null, string? fields = null)
        where T : class
    {
        if (ns is null) return streams.Subscribe(new(kind, null, labels, fields), projector, value => owns(namespaceOf(value)), Deliver(kind, set));
        var scope = kind.Namespaced ? new WatchScope(kind, ns, labels, fields) : new WatchScope(kind, FieldSelector: $"metadata.name={ns}");
        return Watching.Feed.Of(new Reflector<T>(connection, scope, projector, Deliver(kind, set), logger: logger));
    }

    private DeliverChanges<T> Deliver<T>(ResourceKind kind, Action<ObjectName, T?> set)
        where T : class => async (changes, _) =>
        {
            using var activity = ChangeTrace.Received(kind, changes.Count, changes[0].Name);
            await post(() =>
            {
                foreach (var change in changes) set(change.Name, change.New);
            });
        };
}
