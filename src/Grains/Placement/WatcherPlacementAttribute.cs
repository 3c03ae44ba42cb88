using Orleans.Placement;

namespace NetpolOrleans.Grains.Placement;

/// <summary>Marks a grain as placed by <see cref="WatcherPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WatcherPlacementAttribute() : PlacementAttribute(new WatcherPlacement());
