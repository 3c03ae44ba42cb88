using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>How a shard is.</summary>
/// <param name="Shard">Its key.</param>
/// <param name="Silo">The silo that has it.</param>
/// <param name="Synced">Whether every kind has been listed.</param>
/// <param name="MayNarrow">Whether every shard that could hold a client has announced itself.</param>
/// <param name="Workloads">How many workloads it holds.</param>
/// <param name="Objects">How many objects it holds.</param>
/// <param name="Streams">How many watches it keeps open, streams that shards share counted once per silo.</param>
/// <param name="Troubles">What keeps it from working, as sentences; empty when all is well.</param>
public sealed record ShardStatus(
    string Shard, string Silo, bool Synced, bool MayNarrow, int Workloads, int Objects, int Streams, ValueList<string> Troubles);
