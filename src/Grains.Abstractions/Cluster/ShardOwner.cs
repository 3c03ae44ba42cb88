namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>The silo that should have a shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Silo">The silo's address as <c>SiloAddress.ToParsableString</c> gives it.</param>
public sealed record ShardOwner(string Shard, string Silo);
