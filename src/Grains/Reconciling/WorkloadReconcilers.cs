using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>Makes reconcilers on this silo.</summary>
public sealed class WorkloadReconcilers(
    PolicyApplier applier, PolicyOptions options, ShardMap map, ClusterViewFeed views, TimeProvider time, ILogger<WorkloadReconciler> logger)
{
    /// <summary>A reconciler of one workload.</summary>
    /// <param name="key">The workload.</param>
    /// <param name="askAnew">Asks the shard's watcher for the situation anew.</param>
    /// <param name="stopping">After it nothing more is written.</param>
    public WorkloadReconciler Make(WorkloadKey key, Func<Task> askAnew, CancellationToken stopping)
    {
        var shard = map.ShardOf(key.Namespace);
        return new(key, applier, options, map, askAnew, () => views.Current?.EpochOf(shard)?.Epoch, time, logger, stopping);
    }
}
