namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>The current activation of a shard's watcher.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">Its activation; another activation of the same shard has another.</param>
/// <param name="Since">The version of the view with which this epoch began: who has delivered up to it has delivered to this epoch.</param>
public sealed record ShardEpoch(string Shard, Guid Epoch, long Since);
