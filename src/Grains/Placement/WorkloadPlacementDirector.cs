using Orleans.Runtime.Placement;

namespace NetpolOrleans.Grains.Placement;

/// <summary>Chooses the silo that the caller asks for by <see cref="WorkloadSeat"/>, else the caller's own.</summary>
public sealed class WorkloadPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) ?? (silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[0]));
    }
}
