using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>What concerns the whole cluster, at one moment.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Namespaces">The namespaces that exist, sorted.</param>
/// <param name="Epochs">The shards' watchers that have reported.</param>
/// <param name="DeliveredByAll">Every shard has delivered its claims to the watchers of this version of the view.</param>
/// <param name="Platform">The platform.</param>
/// <param name="ApiBackends">What the API server calls.</param>
/// <param name="Troubles">What is not known and why, as sentences; empty when all is well.</param>
public sealed record ClusterView(
    long Version, ValueList<string> Namespaces, ValueList<ShardEpoch> Epochs, long DeliveredByAll,
    Platform Platform, ValueList<ApiBackend> ApiBackends, ValueList<string> Troubles)
{
    /// <summary>The epoch of a shard's watcher, or null where it has not reported.</summary>
    public ShardEpoch? EpochOf(string shard) => Epochs.FirstOrDefault(each => each.Shard == shard);
}
