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
/// <param name="shard">Where changes go.</param>
/// <param name="post">Runs an action on the grain's scheduler; done when the action is.</param>
/// <param name="logger">For the reflectors.</param>
internal sealed class ShardFeeds(
    KubernetesConnection connection, string? ns, Func<string, bool> owns, Shard shard, Func<Action, Task> post, ILogger logger)
{
    /// <summary>Leaves out what controllers made: their churn is the bulk of a cluster's events.</summary>
    private const string BarePods = "!pod-template-hash,!controller-revision-hash,!batch.kubernetes.io/controller-uid,!job-name";

    private const string OwnSlices = "endpointslice.kubernetes.io/managed-by!=endpointslice-controller.k8s.io";

    /// <summary>A pod that ended holds nothing.</summary>
    private const string RunningPods = "status.phase!=Succeeded,status.phase!=Failed";

    /// <summary>Everything that is always watched.</summary>
    public IReadOnlyList<Feed> Of(PolicyOptions options) =>
    [
        Workloads(ResourceKinds.Deployments, Projectors.Deployment),
        Workloads(ResourceKinds.StatefulSets, Projectors.StatefulSet),
        Workloads(ResourceKinds.DaemonSets, Projectors.DaemonSet),
        Workloads(ResourceKinds.ReplicaSets, Projectors.ReplicaSet, "!pod-template-hash"),
        Workloads(ResourceKinds.ReplicationControllers, Projectors.ReplicationController),
        Workloads(ResourceKinds.Jobs, Projectors.Job),
        Workloads(ResourceKinds.CronJobs, Projectors.CronJob),
        Workloads(ResourceKinds.Pods, Projectors.Pod, BarePods),
        Feed(ResourceKinds.Services, Projectors.Service, (name, service) => shard.Model.Set(name, service)),
        Feed(ResourceKinds.EndpointSlices, Projectors.EndpointSlice, (name, slice) => shard.Model.Set(name, slice), OwnSlices),
        Feed(ResourceKinds.ConfigMaps, Projectors.ConfigMap, (name, map) => shard.Model.Set(name, map)),
        Feed(ResourceKinds.ServiceAccounts, Projectors.ServiceAccount, (name, account) => shard.Model.Set(name, account)),
        Feed(ResourceKinds.NetworkPolicies, Projectors.NetworkPolicy, (name, policy) => shard.Set(name, policy)),
        Feed(ResourceKinds.Namespaces, Projectors.Namespace, (name, info) => shard.Model.Set(name.Name, info), names: true),
    ];

    /// <summary>The running pods of a namespace, watched only while something is under way there.</summary>
    public Feed Pods(string @namespace) => Watching.Feed.Of(new Reflector<PodInfo>(
        connection, new(ResourceKinds.Pods, @namespace, FieldSelector: RunningPods), Projectors.PodInfo,
        Deliver<PodInfo>(ResourceKinds.Pods, (name, pod) => shard.Set(name, pod)), logger: logger));

    private Feed Workloads(ResourceKind kind, Projector<Workload> projector, string? labels = null) =>
        Feed(kind, projector, (name, workload) => shard.Set(new WorkloadKey(name.Namespace, projector.Kind, name.Name), workload), labels);

    private Feed Feed<T>(ResourceKind kind, Projector<T> projector, Action<ObjectName, T?> set, string? labels = null, bool names = false)
        where T : class
    {
        var scope = new WatchScope(kind, names ? null : ns, labels, names && ns is not null ? $"metadata.name={ns}" : null);
        return Watching.Feed.Of(new Reflector<T>(connection, scope, projector, Deliver(kind, set, names), logger: logger));
    }

    private DeliverChanges<T> Deliver<T>(ResourceKind kind, Action<ObjectName, T?> set, bool names = false)
        where T : class => async (changes, _) =>
        {
            using var activity = ChangeTrace.Received(kind, changes.Count, changes[0].Name);
            await post(() =>
            {
                foreach (var change in changes)
                    if (owns(names ? change.Name.Name : change.Name.Namespace)) set(change.Name, change.New);
            });
        };
}
