using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>News of targets, for the shards whose clients refer to them.</summary>
/// <param name="From">The targets' shard.</param>
/// <param name="FromEpoch">The epoch of its watcher's activation.</param>
/// <param name="Facts">The new facts.</param>
/// <param name="Number">Grows with every message of that epoch: one that was overtaken on its way is dropped.</param>
public sealed record FactsTold(string From, Guid FromEpoch, ValueList<TargetFacts> Facts, long Number = 0);
