using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Cluster;

/// <summary>Where shards are and what they weigh, as they report it. No I/O.</summary>
internal sealed class LoadAccount
{
    private readonly Dictionary<string, ShardLoad> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);

    /// <summary>Takes a shard's report; returns whether its weight or place is news.</summary>
    public bool Report(ShardReport report)
    {
        if (!report.Listed) report = report with { Load = known.GetValueOrDefault(report.Shard) }; // it will weigh what it did
        var load = report.Load ?? ShardLoad.Unknown;
        if (known.GetValueOrDefault(report.Shard) == load && places.GetValueOrDefault(report.Shard) == report.Silo) return false;
        known[report.Shard] = load;
        places[report.Shard] = report.Silo;
        return true;
    }

    /// <summary>The assignment of the shards that there must be; nothing while no silo is active.</summary>
    /// <param name="shards">The shards.</param>
    /// <param name="silos">The active silos.</param>
    /// <param name="before">The assignment until now.</param>
    /// <param name="everyPlaceKnown">
    /// Whether a shard that has not reported runs nowhere. While false such shards are left out: they may well run where they are.
    /// </param>
    /// <param name="balance">Whether shards whose silo is there may move, too.</param>
    public ValueList<ShardOwner> Assign(
        IReadOnlyCollection<string> shards, IReadOnlyCollection<string> silos, IEnumerable<ShardOwner> before, bool everyPlaceKnown, bool balance)
    {
        if (silos.Count == 0) return [];
        var current = before.ToDictionary(each => each.Shard, each => each.Silo, StringComparer.Ordinal);
        foreach (var (shard, silo) in places) current.TryAdd(shard, silo);
        var load = shards.Where(shard => everyPlaceKnown || current.ContainsKey(shard))
            .ToDictionary(shard => shard, shard => known.GetValueOrDefault(shard, ShardLoad.Unknown), StringComparer.Ordinal);
        return
        [
            .. ShardAssignment.Of(load, current, silos, balance).OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => new ShardOwner(each.Key, each.Value, load[each.Key])),
        ];
    }
}
