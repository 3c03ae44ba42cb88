using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Supervision;
using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Silo.Health;

/// <summary>Whether this replica does its share: it knows the cluster, and every shard that it should have is listed.</summary>
public sealed class Readiness(ClusterViewFeed views, ShardMap map, ShardOwners owners, LocalShards shards)
{
    /// <summary>What is missing, as sentences; empty when ready.</summary>
    public IReadOnlyList<string> Missing() => views.Current is not { } view
        ? ["the cluster has not been listed yet"]
        :
        [
            .. map.ShardsOf(view.Namespaces).Where(owners.IsMine).Select(Missing).OfType<string>(),
        ];

    private string? Missing(string shard) => shards.Find(shard) switch
    {
        { Synced: true } => null,
        { Troubles: { IsEmpty: false } troubles } => $"shard {shard}: {string.Join("; ", troubles)}",
        _ => $"shard {shard} is not listed yet",
    };
}
