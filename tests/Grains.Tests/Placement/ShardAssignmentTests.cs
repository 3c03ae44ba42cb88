using System.Globalization;
using CsCheck;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Placement;

namespace NetpolOrleans.Grains.Tests.Placement;

/// <summary>Shards are dealt out by load, and move only where that is worth it.</summary>
public sealed class ShardAssignmentTests
{
    private static readonly Dictionary<string, string> Nowhere = [];

    [Fact]
    public void The_loads_are_dealt_out_and_not_the_number_of_shards()
    {
        var weights = Loads(("huge", 300), ("a", 100), ("b", 100), ("c", 100));

        var assigned = ShardAssignment.Of(weights, Nowhere, ["one", "two"]);

        Assert.Equal(["huge"], assigned.Where(each => each.Value == assigned["huge"]).Select(each => each.Key));
    }

    [Fact]
    public void When_a_silo_goes_only_its_own_shards_move()
    {
        var weights = Weights(30);
        var before = ShardAssignment.Of(weights, Nowhere, ["one", "two", "three"]);

        var after = ShardAssignment.Of(weights, before, ["one", "three"]);

        Assert.All(weights.Keys.Where(shard => before[shard] != "two"), shard => Assert.Equal(before[shard], after[shard]));
    }

    [Fact]
    public void While_shards_are_being_taken_over_from_a_dead_silo_no_other_moves()
    {
        var weights = Loads(("a", 500), ("b", 500), ("c", 500), ("d", 10), ("e", 10));
        var before = new Dictionary<string, string> { ["a"] = "one", ["b"] = "one", ["c"] = "one", ["d"] = "two", ["e"] = "three" };

        var after = ShardAssignment.Of(weights, before, ["one", "two"], balance: false);

        Assert.Equal(before.Keys.Except(["e"]), after.Where(each => before[each.Key] == each.Value).Select(each => each.Key).Order());
        Assert.Equal("two", after["e"]);
    }

    [Fact]
    public void When_a_silo_joins_shards_move_to_it_and_nowhere_else()
    {
        var weights = Weights(30);
        var before = ShardAssignment.Of(weights, Nowhere, ["one", "two"]);

        var after = ShardAssignment.Of(weights, before, ["one", "two", "three"]);

        Assert.Equal(["three"], weights.Keys.Where(shard => before[shard] != after[shard]).Select(shard => after[shard]).Distinct());
    }

    [Fact]
    public void Whatever_the_loads_no_silo_is_off_the_mean_by_more_than_a_fifth_or_the_heaviest_shard() =>
        Gen.Select(Gen.Int[1, 500].Array[1, 60], Gen.Int[1, 7], Gen.Int[1, 7]).Sample((loads, first, second) =>
        {
            var weights = Loads([.. loads.Index().Select(each => (each.Index.ToString(CultureInfo.InvariantCulture), each.Item))]);
            var before = ShardAssignment.Of(weights, Nowhere, Silos(first));
            var after = ShardAssignment.Of(weights, before, Silos(second));
            var mean = loads.Sum() / (double)second;
            return Silos(second).All(silo =>
                Math.Abs(after.Where(each => each.Value == silo).Sum(each => weights[each.Key].Objects) - mean) <= Math.Max(0.2 * mean, loads.Max()) + 1e-9);
        });

    [Fact]
    public void Streams_and_objects_are_both_dealt_out() =>
        Gen.Select(Gen.Int[0, 400].Array[10, 60], Gen.Int[0, 10], Gen.Int[1, 5], Gen.Int[1, 5]).Sample((objects, empty, first, second) =>
        {
            var loads = objects.Concat(Enumerable.Repeat(2, empty)).Index().ToDictionary(each => $"{each.Index:D3}", each => new ShardLoad(14 + (each.Item % 2), each.Item));
            var before = ShardAssignment.Of(loads, Nowhere, Silos(first));
            var after = ShardAssignment.Of(loads, before, Silos(second));
            return IsEven(loads, after, second, load => load.Streams) && IsEven(loads, after, second, load => load.Objects);
        });

    [Fact]
    public void What_is_assigned_well_stays() =>
        Gen.Select(Gen.Int[1, 500].Array[1, 60], Gen.Int[1, 7]).Sample((loads, count) =>
        {
            var weights = Loads([.. loads.Index().Select(each => (each.Index.ToString(CultureInfo.InvariantCulture), each.Item))]);
            var once = ShardAssignment.Of(weights, Nowhere, Silos(count));
            return ShardAssignment.Of(weights, once, Silos(count)).OrderBy(each => each.Key).SequenceEqual(once.OrderBy(each => each.Key));
        });

    private static bool IsEven(Dictionary<string, ShardLoad> loads, Dictionary<string, string> assigned, int silos, Func<ShardLoad, int> of)
    {
        var mean = loads.Values.Sum(of) / (double)silos;
        var allowed = Math.Max(0.25 * mean, loads.Values.Max(of)) + 1e-9;
        return Silos(silos).All(silo => Math.Abs(assigned.Where(each => each.Value == silo).Sum(each => of(loads[each.Key])) - mean) <= allowed);
    }

    private static string[] Silos(int count) => [.. Enumerable.Range(0, count).Select(number => $"silo-{number}")];

    private static Dictionary<string, ShardLoad> Weights(int count) => Loads([.. Enumerable.Range(0, count).Select(number => ($"shard-{number}", 50 + (number % 7 * 10)))]);

    /// <summary>Shards of which one load follows the other.</summary>
    private static Dictionary<string, ShardLoad> Loads(params (string Shard, int Load)[] shards) => shards.ToDictionary(each => each.Shard, each => new ShardLoad(each.Load, each.Load));
}
