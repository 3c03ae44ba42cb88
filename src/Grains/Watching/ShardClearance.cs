using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What one activation of a shard's watcher may close. One that has moved here goes on as the epoch that it was, to which everybody has announced long
/// ago; but which revisions its own clients run it has to find out itself, and until then it closes nothing. No I/O.
/// </summary>
/// <param name="map">Which shard has which namespace.</param>
/// <param name="shard">The shard.</param>
/// <param name="epoch">The activation's epoch.</param>
/// <param name="hasMoved">Whether the epoch began elsewhere.</param>
internal sealed class ShardClearance(ShardMap map, string shard, Guid epoch, bool hasMoved)
{
    private bool recollects = hasMoved;

    /// <summary>What may be closed now.</summary>
    public Clearance Value { get; private set; } = Clearance.None;

    /// <summary>Looks at what is known now; returns whether that makes a difference.</summary>
    /// <param name="view">The newest view.</param>
    /// <param name="listed">Whether the shard is listed.</param>
    /// <param name="revisionsKnown">Whether of every workload that was under way when it was listed, the running revisions are known.</param>
    public bool Look(ClusterView view, bool listed, bool revisionsKnown)
    {
        recollects &= !listed || !revisionsKnown;
        var now = listed && !recollects ? Clearance.Of(view, map, shard, epoch) : Clearance.None;
        if (now == Value) return false;
        Value = now;
        return true;
    }
}
