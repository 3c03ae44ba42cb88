using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Cluster.Tests.Harness;

namespace NetpolOrleans.Grains.Cluster.Tests;

/// <summary>Shards, and the cluster grain, go from one living silo to another.</summary>
public sealed class MovingTests
{
    private const int Namespaces = 6;

    [Fact]
    public async Task A_silo_that_joins_gets_its_part_of_the_shards_with_their_epochs_and_nothing_is_written()
    {
        await using var stage = await Stage.OpenAsync(silos: 2, Namespaces);
        var before = await stage.AtRestAsync();
        await stage.ForgetWritesAsync();

        var joined = await stage.Silos.JoinAsync();
        var after = await stage.AtRestAsync(view => view.Owners.Any(owner => owner.Silo == Silos.AddressOf(joined)));

        Assert.Equal(before.Epochs, after.Epochs);
        await stage.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task After_shards_have_moved_a_reference_that_is_added_opens_both_sides_and_one_that_is_dropped_closes_them()
    {
        await using var stage = await Stage.OpenAsync(silos: 2, Namespaces);
        for (var each = 0; each < Namespaces; each++) stage.Ring.Refer(each, each + 2);
        await stage.AtRestAsync();
        var joined = await stage.Silos.JoinAsync();
        await stage.AtRestAsync(view => view.Owners.Any(owner => owner.Silo == Silos.AddressOf(joined)));

        for (var each = 0; each < Namespaces; each++) stage.Ring.Refer(each, each + 3);

        for (var each = 0; each < Namespaces; each++)
        {
            await stage.OpenAsync(each, each + 3);
            await stage.ClosedAsync(each, each + 2);
        }

        await stage.AtRestAsync();
    }

    [Fact]
    public async Task A_silo_that_stops_hands_its_shards_over_with_their_epochs_and_nothing_is_written()
    {
        await using var stage = await Stage.OpenAsync(silos: 3, Namespaces);
        var before = await stage.AtRestAsync();
        var cluster = await stage.Silos.OfClusterGrainAsync();
        var leaving = stage.Silos.All.First(silo => silo != cluster);
        await stage.ForgetWritesAsync();

        await stage.Silos.StopAsync(leaving);
        var after = await stage.AtRestAsync(view => view.Owners.All(owner => owner.Silo != Silos.AddressOf(leaving)));

        Assert.Equal(before.Epochs, after.Epochs);
        await stage.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task A_cluster_grain_that_starts_anew_learns_all_anew_and_nothing_is_written()
    {
        await using var stage = await Stage.OpenAsync(silos: 2, Namespaces);
        var before = await stage.AtRestAsync();
        await stage.ForgetWritesAsync();

        var ending = stage.Silos.EndAsync(stage.Silos.Grains.GetGrain<IClusterGrain>(0));
        stage.Local.Objects.Create("""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "news"}}"""); // whoever waits for a view is answered, and the grain ends
        await ending;
        var after = await stage.AtRestAsync(view => view.Version > before.Version && view.Namespaces.Contains("news"));

        Assert.All(before.Epochs, epoch => Assert.Equal(epoch.Epoch, after.EpochOf(epoch.Shard)!.Epoch));
        Assert.Equal(before.Platform, after.Platform);
        await stage.NothingWasWrittenAsync();
    }
}
