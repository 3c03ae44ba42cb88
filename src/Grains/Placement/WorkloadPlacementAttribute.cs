using Orleans.Placement;

namespace NetpolOrleans.Grains.Placement;

/// <summary>Marks a grain as placed by <see cref="WorkloadPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WorkloadPlacementAttribute() : PlacementAttribute(new WorkloadPlacement());
