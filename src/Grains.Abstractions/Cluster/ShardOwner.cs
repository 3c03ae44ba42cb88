namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>The silo that should have a shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Silo">The silo's address as <c>SiloAddress.ToParsableString</c> gives it.</param>
/// <param name="Load">What the shard costs, so that all silos deal out a dead one's shards alike.</param>
public sealed record ShardOwner(string Shard, string Silo, ShardLoad? Load = null);
