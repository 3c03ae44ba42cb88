using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>What the shard of namespace a and that of b tell each other, seen from a: b's client calls a's server, a's client calls b's.</summary>
public sealed class CorrespondenceTests
{
    private static readonly Guid Mine = Guid.NewGuid(), Theirs = Guid.NewGuid();
    private static readonly WorkloadKey Foreign = new("b", "Deployment", "caller");
    private static readonly TargetKey Server = TargetKey.Service(new("a", "server")), TheirServer = TargetKey.Service(new("b", "server")), Looked = new(TargetKind.PodAddress, new("a", "10.0.0.7"));
    private static readonly ClusterView View =
        new(9, ["a", "b"], [new("ns:a", Mine, 1), new("ns:b", Theirs, 2)], 9, Platform.Assumed, [], [], []);

    [Fact]
    public void An_announcement_to_another_epoch_is_refused()
    {
        var (correspondence, shard) = Make();

        var taken = correspondence.Take(Announcement(1, Server) with { ToEpoch = Guid.NewGuid() }, View);

        Assert.False(taken);
        Assert.Empty(shard.Model.ClaimsOf(Foreign));
    }

    [Fact]
    public void An_announcement_that_was_overtaken_changes_nothing()
    {
        var (correspondence, shard) = Make();
        correspondence.Take(Announcement(2, Server), View);

        correspondence.Take(Announcement(1), View);

        Assert.Equal([Server], shard.Model.ClaimsOf(Foreign).Select(claim => claim.Target));
    }

    [Fact]
    public void Facts_that_were_overtaken_change_nothing()
    {
        var (correspondence, shard) = Make();
        List(correspondence, shard);
        correspondence.Take(Facts(2, exists: true), View);

        correspondence.Take(Facts(1, exists: false), View);

        Assert.True(shard.Model.ForeignFacts.Single().Exists);
    }

    [Fact]
    public void Facts_that_come_while_it_is_listed_count_once_it_is()
    {
        var (correspondence, shard) = Make();
        correspondence.Take(Facts(1, exists: true), View);
        var early = shard.Model.ForeignFacts.Count();

        List(correspondence, shard);

        Assert.Equal((0, 1), (early, shard.Model.ForeignFacts.Count()));
    }

    [Fact]
    public void All_that_it_was_told_moves_with_it()
    {
        var (here, shard) = Make();
        List(here, shard);
        here.Take(Announcement(3, Server), View);
        here.Take(Facts(4, exists: true), View);
        shard.Model.Accept(Looked, new PodAddress(new("a", "db-0"), ["10.0.0.7"], Labels.Of(("app", "db")), false));
        here.Send(View, revisionsKnown: true, new(1, 1), keeping: null);
        var carried = Carry(here);

        var (there, moved) = Make();
        there.Restore(Travel(carried));
        List(there, moved);
        there.Take(Announcement(2), View); // on its way since before the move
        there.Take(Facts(3, exists: false), View);

        Assert.Equal((Mine, 7L), (carried.Epoch, carried.Situations));
        Assert.Equal(carried with { Reported = null }, Carry(there) with { Reported = null });
        Assert.Equal([Server], moved.Model.ClaimsOf(Foreign).Select(claim => claim.Target));
        Assert.True(moved.Model.ForeignFacts.Single().Exists);
        Assert.Equal("db-0", moved.Model.Pods.Single().Value?.Name.Name);
        Assert.Equal(carried.Messages, carried.Reported?.Number);
    }

    private static CarriedWatcher Carry(Correspondence correspondence) =>
        correspondence.Carry(View.Version, 7, [new(Foreign, [])], [new("pods in a", "12")]);

    /// <summary>As a message between silos.</summary>
    private static CarriedWatcher Travel(CarriedWatcher carried) => JsonSerializer.Deserialize<CarriedWatcher>(JsonSerializer.Serialize(carried))!;

    private static (Correspondence, Shard) Make()
    {
        var time = new FakeTimeProvider();
        var shard = new Shard(PolicyOptions.Default, ns => ns == "a", time);
        var courier = new ClaimCourier("ns:a", Mine, ShardMap.PerNamespace, shard);
        var messenger = new ShardMessenger(
            "ns:a", Mine, FakeGrains.Create().Factory, courier, new Silos(active: 1).Owners, () => { }, NullLogger.Instance, time, CancellationToken.None);
        return (new(Mine, shard.Model, new(ShardMap.PerNamespace, shard.Model), courier, messenger), shard);
    }

    private static void List(Correspondence correspondence, Shard shard)
    {
        shard.Model.Set("a", Objects.Namespace("a"));
        shard.Set(new("a", "Deployment", "client"), Objects.Deployment("a", "client", ("SERVER_HOST", "server.b")));
        shard.Model.Set(new("a", "server"), Objects.Service("a", "server"));
        correspondence.Begin(() => correspondence.Note(shard.Settle()));
    }

    private static ClaimsAnnouncement Announcement(long number, params TargetKey[] targets) => new(
        "ns:b", Theirs, Mine,
        [new(Foreign, [.. targets.Select(target => new Claim(Foreign, LabelSelector.Of(("app", "caller")), false, target, PortRequest.All))])], true, number);

    private static FactsTold Facts(long number, bool exists) => new("ns:b", Theirs, [new TargetFacts { Key = TheirServer, Exists = exists }], number);
}
