using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster.Tests.Harness;
using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Grains.Cluster.Tests;

/// <summary>What grains answer each other, asked through silos as they are.</summary>
public sealed class GrainTests(GrainTests.Rest rest) : IClassFixture<GrainTests.Rest>
{
    private Stage Stage => rest.Stage;

    private string Shard => Stage.Silos.Map.ShardOf(Stage.Ring.NamespaceOf(0));

    private string Other => Stage.Silos.Map.ShardOf(Stage.Ring.NamespaceOf(1));

    private INamespaceWatcherGrain Watcher => Stage.Silos.Grains.GetGrain<INamespaceWatcherGrain>(Shard);

    [Fact]
    public async Task An_announcement_to_an_epoch_that_is_not_the_watchers_is_refused()
    {
        var view = await Stage.AtRestAsync();

        var taken = await Watcher.Announce(new(Other, view.EpochOf(Other)!.Epoch, Guid.NewGuid(), [], IsComplete: true, long.MaxValue));

        Assert.False(taken);
        await Stage.OpenAsync(1, 0);
    }

    [Fact]
    public async Task An_announcement_of_an_epoch_that_nobody_knows_is_refused()
    {
        var view = await Stage.AtRestAsync();

        var taken = await Watcher.Announce(new(Other, Guid.NewGuid(), view.EpochOf(Shard)!.Epoch, [], IsComplete: true, long.MaxValue));

        Assert.False(taken);
        await Stage.OpenAsync(1, 0);
    }

    [Fact]
    public async Task An_announcement_that_was_overtaken_on_its_way_is_taken_and_changes_nothing()
    {
        var view = await Stage.AtRestAsync();

        var taken = await Watcher.Announce(new(Other, view.EpochOf(Other)!.Epoch, view.EpochOf(Shard)!.Epoch, [], IsComplete: true, Number: 0));

        Assert.True(taken);
        await Stage.AtRestAsync();
        await Stage.OpenAsync(1, 0);
    }

    [Fact]
    public async Task Facts_of_an_epoch_that_nobody_knows_are_refused()
    {
        await Stage.AtRestAsync();

        Assert.False(await Watcher.Tell(new(Other, Guid.NewGuid(), [], long.MaxValue)));
    }

    [Fact]
    public async Task A_watcher_is_let_go_to_nobody_but_the_silo_that_should_have_it()
    {
        var view = await Stage.AtRestAsync();

        foreach (var silo in Stage.Silos.All) Assert.False(await Watcher.LetGo(Silos.AddressOf(silo), TestContext.Current.CancellationToken));

        Assert.Equal(view.EpochOf(Shard), (await Stage.AtRestAsync()).EpochOf(Shard));
    }

    [Fact]
    public async Task A_watcher_explains_the_workloads_of_its_shard_and_no_others()
    {
        await Stage.AtRestAsync();

        var report = await Watcher.Explain(new(Stage.Ring.NamespaceOf(0), "Deployment", Ring.Client));

        Assert.NotNull(report);
        Assert.Equal(Disposition.Managed, report.Disposition);
        Assert.Equal([Stage.Ring.NamespaceOf(0), Stage.Ring.NamespaceOf(1)], report.References.Select(each => each.Target.Name.Namespace).Order());
        Assert.Equal(Stage.Journal.PolicyOf(Stage.Ring.NamespaceOf(0), Ring.Client)!.Spec, Assert.Single(report.Policies).Spec);
        Assert.Null(await Watcher.Explain(new(Stage.Ring.NamespaceOf(0), "Deployment", "nobody")));
        Assert.Null(await Watcher.Explain(new(Stage.Ring.NamespaceOf(1), "Deployment", Ring.Client)));
    }

    [Fact]
    public async Task A_watchers_status_says_where_it_is_and_what_it_has()
    {
        var view = await Stage.AtRestAsync();

        var status = await Watcher.GetStatus();

        Assert.Equal((Shard, "Settled", 2), (status.Shard, status.State, status.Workloads));
        Assert.Equal(Stage.Silos.OwnerOf(view, Shard).SiloAddress.ToString(), status.Silo);
        Assert.Empty(status.Troubles);
    }

    [Fact]
    public async Task Who_asks_for_a_view_that_he_has_is_answered_when_there_is_a_newer_one()
    {
        var known = await Stage.AtRestAsync();

        var asked = Stage.Silos.Grains.GetGrain<IClusterGrain>(0).GetView(known.Version, TestContext.Current.CancellationToken);
        Stage.Local.Objects.Create("""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "news"}}""");

        Assert.True(await asked is not { } newer || newer.Version > known.Version);
        await Stage.AtRestAsync(view => view.Namespaces.Contains("news"));
    }

    /// <summary>A cluster at rest, which no test of this class leaves otherwise.</summary>
    public sealed class Rest : IAsyncLifetime
    {
        internal Stage Stage { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Stage = await Stage.OpenAsync(silos: 2, namespaces: 2);

        public ValueTask DisposeAsync() => Stage.DisposeAsync();
    }
}
