using NetpolOrleans.Grains.Cluster.Tests.Harness;

namespace NetpolOrleans.Grains.Cluster.Tests;

/// <summary>A silo ends with nothing handed over.</summary>
public sealed class KilledSiloTests
{
    private const int Namespaces = 6;

    [Fact]
    public async Task A_killed_silos_shards_begin_anew_elsewhere_and_what_changed_meanwhile_gets_its_policies()
    {
        await using var stage = await Stage.OpenAsync(silos: 3, Namespaces);
        var before = await stage.AtRestAsync();
        var cluster = await stage.Silos.OfClusterGrainAsync();
        var victim = stage.Silos.All.First(silo => silo != cluster && stage.FirstOf(silo) is not null);
        var (lost, client) = (Silos.ShardsOf(victim).Select(shard => shard.Status.Shard).ToHashSet(), stage.FirstOf(victim)!.Value);
        await stage.ForgetWritesAsync();

        var killing = stage.Silos.KillAsync(victim);
        stage.Ring.Refer(client, client + 3);
        await killing;
        await stage.OpenAsync(client, client + 3);
        var after = await stage.AtRestAsync(view => view.Owners.All(owner => owner.Silo != Silos.AddressOf(victim)));

        Assert.All(after.Epochs, epoch => Assert.Equal(lost.Contains(epoch.Shard), before.EpochOf(epoch.Shard)!.Epoch != epoch.Epoch));
        var writes = await stage.Journal.WritesAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(writes, write => write.TakesAway);
        Assert.Equal(stage.PoliciesOf(client, client + 3), writes.Select(write => write.Name).Distinct().Order());
    }

    [Fact]
    public async Task A_silo_that_is_killed_over_a_cluster_in_order_makes_the_others_write_nothing()
    {
        await using var stage = await Stage.OpenAsync(silos: 3, Namespaces);
        var before = await stage.AtRestAsync();
        var cluster = await stage.Silos.OfClusterGrainAsync();
        var victim = stage.Silos.All.First(silo => silo != cluster && stage.FirstOf(silo) is not null);
        await stage.ForgetWritesAsync();

        await stage.Silos.KillAsync(victim);
        await stage.AtRestAsync(view => view.Owners.All(owner => owner.Silo != Silos.AddressOf(victim)) && view.Epochs.Count == before.Epochs.Count);

        await stage.NothingWasWrittenAsync();
    }

    [Fact]
    public async Task When_the_cluster_grains_silo_is_killed_all_is_learnt_anew_and_nothing_is_written()
    {
        await using var stage = await Stage.OpenAsync(silos: 3, Namespaces);
        var before = await stage.AtRestAsync();
        var victim = await stage.Silos.OfClusterGrainAsync();
        var kept = before.Owners.Where(owner => owner.Silo != Silos.AddressOf(victim)).Select(owner => owner.Shard).ToList();
        await stage.ForgetWritesAsync();

        await stage.Silos.KillAsync(victim);
        var after = await stage.AtRestAsync(view => view.Version > before.Version && view.Owners.All(owner => owner.Silo != Silos.AddressOf(victim)));

        Assert.All(kept, shard => Assert.Equal(before.EpochOf(shard)!.Epoch, after.EpochOf(shard)!.Epoch));
        Assert.True(before.SaysTheSameOfTheClusterAs(after));
        await stage.NothingWasWrittenAsync();
    }
}
