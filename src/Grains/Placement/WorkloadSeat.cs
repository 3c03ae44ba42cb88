using Orleans.Runtime.Placement;

namespace NetpolOrleans.Grains.Placement;

/// <summary>
/// Where the grain of a workload should be. A shard's workloads are reconciled beside its watcher, so that no other replica's death delays
/// them; those of a shard of very many have grains on all of the replicas, so that their work spreads.
/// </summary>
public static class WorkloadSeat
{
    /// <summary>A shard of more workloads deals them out to all replicas.</summary>
    public const int LargestWhole = 500;

    /// <summary>The silo.</summary>
    /// <param name="workload">The grain's key.</param>
    /// <param name="owners">The silos.</param>
    public static SiloAddress Of(string workload, ShardOwners owners) => ShardOwners.Highest(workload, owners.ActiveSilos()) ?? owners.Local;

    /// <summary>Asks for a seat in all calls from here on in the current flow.</summary>
    public static void Ask(SiloAddress silo) => RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);

    /// <summary>The seat that the current call asks for; null for none.</summary>
    public static SiloAddress? Asked => RequestContext.Get(IPlacementDirector.PlacementHintKey) as SiloAddress;
}
