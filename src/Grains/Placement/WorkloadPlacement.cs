namespace NetpolOrleans.Grains.Placement;

/// <summary>Workload grains are placed where their shard's watcher wants them.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("netpol.WorkloadPlacement")]
public sealed class WorkloadPlacement : PlacementStrategy;
