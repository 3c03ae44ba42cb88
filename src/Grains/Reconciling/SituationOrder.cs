using NetpolOrleans.Grains.Abstractions.Reconciling;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>
/// Which situations a workload's grain still takes. Calls of grains have no order: what was held up while a silo died comes all at once,
/// the newest first perhaps. And a watcher that another one has followed may not know it yet.
/// </summary>
internal sealed class SituationOrder
{
    private (Guid Epoch, long Sequence)? newest;

    /// <summary>Says what to do with a situation, and remembers it where it is taken.</summary>
    /// <param name="situation">It.</param>
    /// <param name="current">The epoch of the shard's watcher as this silo knows it; null where it knows none.</param>
    public SituationAge Take(WorkloadSituation situation, Guid? current)
    {
        if (situation.Epoch != current && (situation.MayNarrow || (newest is { } taken && taken.Epoch != situation.Epoch && taken.Epoch == current)))
            return SituationAge.OfUnknownWatcher;
        if (newest is { } last && last.Epoch == situation.Epoch && last.Sequence >= situation.Sequence) return SituationAge.Overtaken;
        newest = (situation.Epoch, situation.Sequence);
        return SituationAge.Newest;
    }
}
