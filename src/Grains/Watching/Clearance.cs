using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>What a shard may close, by what the others have told it of their clients.</summary>
/// <param name="Passed">Whether it may close anything: every shard has told its clients' claims, or is so late that one goes on without.</param>
/// <param name="Late">The shards that one goes on without: what may admit their clients stays.</param>
/// <param name="Unheard">The namespaces of those shards.</param>
internal sealed record Clearance(bool Passed, ValueList<string> Late, ValueList<string> Unheard)
{
    /// <summary>While more shards are late, or where they have more namespaces that a new policy would have to admit, one waits for them.</summary>
    public const int MostLate = 50, MostUnheard = 100;

    /// <summary>Nothing may be closed.</summary>
    public static readonly Clearance None = new(false, [], []);

    /// <summary>Everything may be closed.</summary>
    public static readonly Clearance Full = new(true, [], []);

    /// <summary>What the watcher of a shard that has listed its namespaces may close.</summary>
    /// <param name="view">The newest view.</param>
    /// <param name="map">Which shard has which namespace.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="epoch">Its watcher's activation.</param>
    public static Clearance Of(ClusterView view, ShardMap map, string shard, Guid epoch)
    {
        if (view.EpochOf(shard) is not { } mine || mine.Epoch != epoch || view.DeliveredByAll < mine.Since) return None;
        var late = view.LateFor(mine.Since).Select(each => each.Shard).ToHashSet(StringComparer.Ordinal);
        return late.Count == 0 ? Full
            : late.Count > MostLate ? None
            : new(true, [.. late.Order(StringComparer.Ordinal)], [.. view.Namespaces.Where(ns => late.Contains(map.ShardOf(ns)))]);
    }
}
