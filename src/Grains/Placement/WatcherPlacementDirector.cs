using Orleans.Runtime.Placement;

namespace NetpolOrleans.Grains.Placement;

/// <summary>Chooses the silo of a watcher that is activated (again).</summary>
public sealed class WatcherPlacementDirector(ShardOwners owners) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(owners.OwnerOf(target.GrainIdentity.Key.ToString()!, silos) ?? context.LocalSilo);
    }
}
