namespace NetpolOrleans.Grains.Placement;

/// <summary>Watchers are placed where <see cref="ShardOwners"/> wants them.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("netpol.WatcherPlacement")]
public sealed class WatcherPlacement : PlacementStrategy;
