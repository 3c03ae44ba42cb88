namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>
/// A shard that has owed its claims to others for so long that they go on without: they keep whatever admits its namespaces' clients, and close the rest.
/// </summary>
/// <param name="Shard">The shard.</param>
/// <param name="Delivered">It has delivered to the epochs that began up to this version; 0 for none.</param>
/// <param name="Since">Since when it has not got on.</param>
/// <param name="Reason">What keeps it, as a sentence; empty where it is not known, or where many others are named already.</param>
public sealed record LateShard(string Shard, long Delivered, DateTimeOffset Since, string Reason);
