namespace NetpolOrleans.Grains.Placement;

/// <summary>
/// Deals shards out to silos by load, and moves as few as possible: a shard stays where it is unless its silo is gone or the loads have drifted
/// apart. A pure function: equal input, equal assignment.
/// </summary>
internal static class ShardAssignment
{
    /// <summary>Loads within this part of the mean are left alone.</summary>
    private const double Tolerated = 0.2;

    /// <summary>Where moving has begun, it goes on to this part of the mean, so that it does not begin again soon.</summary>
    private const double Wanted = 0.1;

    /// <summary>The silo of every shard.</summary>
    /// <param name="weights">The shards with their loads.</param>
    /// <param name="current">Where shards are now, as far as they run.</param>
    /// <param name="silos">The silos that can have shards; at least one.</param>
    /// <param name="balance">Whether shards whose silo is there may move, too.</param>
    public static Dictionary<string, string> Of(
        IReadOnlyDictionary<string, int> weights, IReadOnlyDictionary<string, string> current, IReadOnlyCollection<string> silos, bool balance = true)
    {
        var loads = silos.Order(StringComparer.Ordinal).ToDictionary(silo => silo, _ => 0L, StringComparer.Ordinal);
        var assigned = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (shard, weight) in weights)
            if (current.TryGetValue(shard, out var silo) && loads.ContainsKey(silo)) Assign(shard, weight, silo);
        foreach (var (shard, weight) in weights.Where(each => !assigned.ContainsKey(each.Key)).OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).ToList())
            Assign(shard, weight, loads.MinBy(each => (each.Value, each.Key)).Key);
        if (balance && Spread(loads) > Tolerated) Balance(weights, assigned, loads);
        return assigned;

        void Assign(string shard, int weight, string silo)
        {
            assigned[shard] = silo;
            loads[silo] += weight;
        }
    }

    /// <summary>Moves shards from the most to the least loaded silo while that brings the two closer.</summary>
    private static void Balance(IReadOnlyDictionary<string, int> weights, Dictionary<string, string> assigned, Dictionary<string, long> loads)
    {
        while (Spread(loads) > Wanted)
        {
            var most = loads.MaxBy(each => (each.Value, each.Key));
            var least = loads.MinBy(each => (each.Value, each.Key));
            var movable = assigned.Where(each => each.Value == most.Key && weights[each.Key] < most.Value - least.Value)
                .Select(each => (Shard: each.Key, Weight: weights[each.Key])).ToList();
            if (movable.Count == 0) return;

            var ideal = (most.Value - least.Value) / 2;
            var (shard, weight) = movable.OrderBy(each => Math.Abs(each.Weight - ideal)).ThenBy(each => each.Shard, StringComparer.Ordinal).First();
            assigned[shard] = least.Key;
            loads[most.Key] -= weight;
            loads[least.Key] += weight;
        }
    }

    /// <summary>How far the furthest load is from the mean, as a part of it.</summary>
    private static double Spread(Dictionary<string, long> loads)
    {
        var mean = loads.Values.Average();
        return mean == 0 ? 0 : loads.Values.Max(load => Math.Abs(load - mean)) / mean;
    }
}
