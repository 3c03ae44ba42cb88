using NetpolOrleans.Grains.Abstractions.Cluster;

namespace NetpolOrleans.Grains.Placement;

/// <summary>
/// Deals shards out to silos by load, streams and objects alike, and moves few: a shard stays where it is unless its silo is gone or the loads
/// have drifted apart. A pure function: equal input, equal assignment.
/// </summary>
internal static class ShardAssignment
{
    /// <summary>Loads within this part of the mean are left alone.</summary>
    private const double Tolerated = 0.2;

    /// <summary>Where moving has begun, it goes on to this part of the mean, so that it does not begin again soon.</summary>
    private const double Wanted = 0.1;

    /// <summary>The silo of every shard.</summary>
    /// <param name="loads">The shards with their loads.</param>
    /// <param name="current">Where shards are now, as far as they run.</param>
    /// <param name="silos">The silos that can have shards; at least one.</param>
    /// <param name="balance">Whether shards whose silo is there may move, too.</param>
    public static Dictionary<string, string> Of(
        IReadOnlyDictionary<string, ShardLoad> loads, IReadOnlyDictionary<string, string> current, IReadOnlyCollection<string> silos, bool balance = true)
    {
        var scale = new SiloLoads(loads.Values, silos);
        var assigned = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (shard, load) in loads)
            if (current.TryGetValue(shard, out var silo) && scale.Has(silo)) Assign(shard, load, silo);
        foreach (var (shard, load) in loads.Where(each => !assigned.ContainsKey(each.Key)).OrderByDescending(each => scale.Size(each.Value)).ThenBy(each => each.Key, StringComparer.Ordinal).ToList())
            Assign(shard, load, scale.Silos.MinBy(silo => scale.CostOfAdding(silo, load))!);
        if (balance && scale.Spread > Tolerated) Balance(loads, assigned, scale);
        return assigned;

        void Assign(string shard, ShardLoad load, string silo)
        {
            assigned[shard] = silo;
            scale.Add(silo, load);
        }
    }

    /// <summary>Moves one shard after the other, each time the one whose move evens the loads out most, while any does.</summary>
    private static void Balance(IReadOnlyDictionary<string, ShardLoad> loads, Dictionary<string, string> assigned, SiloLoads scale)
    {
        while (scale.Spread > Wanted)
        {
            var best = (Gain: 1e-9, Shard: "", To: "");
            foreach (var (shard, from) in assigned.OrderBy(each => each.Key, StringComparer.Ordinal))
                foreach (var to in scale.Silos)
                    if (to != from && scale.GainOfMoving(loads[shard], from, to) is var gain && gain > best.Gain + 1e-12) best = (gain, shard, to);
            if (best.Shard.Length == 0) return;

            scale.Remove(assigned[best.Shard], loads[best.Shard]);
            scale.Add(best.To, loads[best.Shard]);
            assigned[best.Shard] = best.To;
        }
    }
}
