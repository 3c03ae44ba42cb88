using System.Collections.Concurrent;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>The shards that this silo has now, for health and metrics: read from any thread.</summary>
public sealed class LocalShards
{
    private readonly ConcurrentDictionary<string, LocalShard> shards = new(StringComparer.Ordinal);

    /// <summary>The shards as they last said.</summary>
    public IReadOnlyCollection<LocalShard> All => [.. shards.Values];

    /// <summary>How a shard is; null where it is not here.</summary>
    public ShardStatus? Find(string shard) => shards.GetValueOrDefault(shard)?.Status;

    internal void Set(ShardStatus status, IReadOnlyList<NamespaceTally>? tallies, long at) => shards.AddOrUpdate(
        status.Shard, _ => new(status, tallies ?? [], at), (_, before) => new(status, tallies ?? before.Tallies, at));

    internal void Remove(string shard) => shards.TryRemove(shard, out _);
}
