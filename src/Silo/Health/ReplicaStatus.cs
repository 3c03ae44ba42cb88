using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Silo.Health;

/// <summary>What <c>/statusz</c> tells: how this replica is and what it knows of the cluster.</summary>
/// <param name="Silo">This replica's address.</param>
/// <param name="Silos">The addresses of all active replicas.</param>
/// <param name="Shards">The shards that are here.</param>
/// <param name="ViewVersion">The version of the cluster view; 0 before the first.</param>
/// <param name="Owners">Which replica should have which shard.</param>
/// <param name="Missing">What keeps this replica from being ready.</param>
/// <param name="Late">The shards of the whole cluster that the others go on without.</param>
public sealed record ReplicaStatus(
    string Silo, IReadOnlyList<string> Silos, IReadOnlyList<ShardStatus> Shards, long ViewVersion, IReadOnlyList<ShardOwner> Owners,
    IReadOnlyList<string> Missing, IReadOnlyList<LateShard>? Late = null);
