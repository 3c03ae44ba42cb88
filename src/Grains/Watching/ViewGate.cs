using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>On which views of the cluster a shard's watcher acts. No I/O.</summary>
/// <param name="shard">The shard.</param>
/// <param name="oldest">The version of the view that the watcher had where it was before; 0 where it has not moved.</param>
/// <param name="time">The clock.</param>
internal sealed class ViewGate(string shard, long oldest, TimeProvider time)
{
    /// <summary>How long a newer view is waited for: an account that began anew may count from a lower number.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly long began = time.GetTimestamp();
    private bool existed;

    /// <summary>Whether the watcher knew more before it moved here: a step back would look like change.</summary>
    public bool IsTooOld(ClusterView view) => view.Version < oldest && time.GetElapsedTime(began) < Patience;

    /// <summary>Whether the shard's namespace was there and is no more: nothing is left to watch. A view that is older than the namespace does not have it either.</summary>
    public bool IsGone(ClusterView view)
    {
        if (ShardMap.NamespaceOf(shard) is not { } ns) return false;
        var exists = view.Namespaces.Contains(ns);
        existed |= exists;
        return existed && !exists;
    }
}
