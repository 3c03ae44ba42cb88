using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>What a shard of this silo last said.</summary>
/// <param name="Status">How it is.</param>
/// <param name="Tallies">Its namespaces in numbers.</param>
/// <param name="At">When it said so, as a timestamp of the <see cref="TimeProvider"/>: a shard speaks every second.</param>
public sealed record LocalShard(ShardStatus Status, IReadOnlyList<NamespaceTally> Tallies, long At);
