using System.Collections.Concurrent;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>The shards that this silo has now, for health and metrics: read from any thread.</summary>
public sealed class LocalShards
{
    private readonly ConcurrentDictionary<string, ShardStatus> statuses = new(StringComparer.Ordinal);

    /// <summary>The shards as they last said.</summary>
    public IReadOnlyCollection<ShardStatus> All => [.. statuses.Values];

    /// <summary>How a shard is; null where it is not here.</summary>
    public ShardStatus? Find(string shard) => statuses.GetValueOrDefault(shard);

    internal void Set(ShardStatus status) => statuses[status.Shard] = status;

    internal void Remove(string shard) => statuses.TryRemove(shard, out _);
}
