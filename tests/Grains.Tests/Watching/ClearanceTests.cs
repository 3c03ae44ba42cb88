using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies.Platforms;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>What the shard of a may close; its epoch began with version 5.</summary>
public sealed class ClearanceTests
{
    private static readonly Guid Epoch = Guid.NewGuid();

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Once_all_have_delivered_everything(long delivered, bool passed) =>
        Assert.Equal(passed ? Clearance.Full : Clearance.None, Of(View(delivered)));

    [Fact]
    public void Of_another_activation_nothing() => Assert.Equal(Clearance.None, Clearance.Of(View(9), ShardMap.PerNamespace, "ns:a", Guid.NewGuid()));

    [Fact]
    public void Of_a_shard_that_has_not_reported_nothing() => Assert.Equal(Clearance.None, Clearance.Of(View(9), ShardMap.PerNamespace, "ns:b", Epoch));

    [Fact]
    public void Without_a_late_shard_what_its_namespace_cannot_hold() =>
        Assert.Equal(new(true, ["ns:b"], ["b"]), Of(View(9) with { Late = [new("ns:b", 4, default, "")] }));

    [Fact]
    public void A_shard_that_is_late_for_later_epochs_only_does_not_matter() =>
        Assert.Equal(Clearance.Full, Of(View(9) with { Late = [new("ns:b", 5, default, "")] }));

    [Fact]
    public void A_hashed_shard_stands_for_all_namespaces_of_its_hash()
    {
        var map = new ShardMap(3);
        string[] namespaces = [.. Enumerable.Range(0, 30).Select(index => $"n{index}")];
        var (mine, late) = (map.ShardOf("n0"), map.ShardsOf([]).First(shard => shard != map.ShardOf("n0")));
        var view = View(9) with { Namespaces = [.. namespaces], Epochs = [new(mine, Epoch, 5)], Late = [new(late, 0, default, "")] };

        var clearance = Clearance.Of(view, map, mine, Epoch);

        Assert.NotEmpty(clearance.Unheard);
        Assert.Equal(namespaces.Where(ns => map.ShardOf(ns) == late), clearance.Unheard);
    }

    [Fact]
    public void While_very_many_are_late_nothing()
    {
        LateShard[] late = [.. Enumerable.Range(0, Clearance.MostLate + 1).Select(index => new LateShard($"ns:n{index}", 0, default, ""))];

        Assert.True(Of(View(9) with { Late = [.. late.Skip(1)] }).Passed);
        Assert.Equal(Clearance.None, Of(View(9) with { Late = [.. late] }));
    }

    [Fact]
    public void By_one_that_is_not_listed_nothing()
    {
        var clearance = new ShardClearance(ShardMap.PerNamespace, "ns:a", Epoch, hasMoved: false);

        var changed = clearance.Look(View(9), listed: false, revisionsKnown: false);

        Assert.Equal((false, Clearance.None), (changed, clearance.Value));
    }

    [Fact]
    public void By_one_that_has_moved_nothing_until_it_knows_what_its_own_clients_run()
    {
        var clearance = new ShardClearance(ShardMap.PerNamespace, "ns:a", Epoch, hasMoved: true);
        clearance.Look(View(9), listed: false, revisionsKnown: true); // nothing is known to be under way, since nothing is known
        var before = clearance.Look(View(9), listed: true, revisionsKnown: false);
        var known = clearance.Look(View(9), listed: true, revisionsKnown: true);

        var later = clearance.Look(View(9), listed: true, revisionsKnown: false);

        Assert.Equal((false, true, false, Clearance.Full), (before, known, later, clearance.Value));
    }

    private static Clearance Of(ClusterView view) => Clearance.Of(view, ShardMap.PerNamespace, "ns:a", Epoch);

    private static ClusterView View(long deliveredByAll) => new(1, ["a", "b", "c"], [new("ns:a", Epoch, 5)], deliveredByAll, Platform.Assumed, [], [], []);
}
