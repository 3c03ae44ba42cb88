using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Resolution;

namespace NetpolOrleans.Grains.Tests.Watching;

public sealed class ClaimCourierTests
{
    private static readonly WorkloadKey Client = new("a", "Deployment", "client");

    private readonly Guid epochOfB = Guid.NewGuid();
    private readonly Shard shard = new(PolicyOptions.Default, ns => ns == "a", new FakeTimeProvider());
    private readonly ClaimCourier courier;

    public ClaimCourierTests() => courier = new("ns:a", Guid.NewGuid(), ShardMap.PerNamespace, shard);

    [Fact]
    public void Claims_wait_until_their_shard_has_an_epoch()
    {
        Refer("s.b.svc.cluster.local");

        var before = courier.Due(View());

        Assert.Empty(before);
        Assert.Equal(["ns:b"], courier.Due(View(("ns:b", epochOfB))));
    }

    [Fact]
    public void The_first_message_to_an_epoch_is_complete_and_later_ones_say_what_changed()
    {
        Refer("s.b.svc.cluster.local");
        var first = courier.Take("ns:b", epochOfB);
        courier.Done(first, "ns:b", delivered: true);

        Refer("t.b.svc.cluster.local");
        var second = courier.Take("ns:b", epochOfB);

        Assert.Equal((true, false), (first.IsComplete, second.IsComplete));
        Assert.Equal(["s"], Targets(first));
        Assert.Equal(["t"], Targets(second));
    }

    [Fact]
    public void A_shard_hears_one_message_at_a_time()
    {
        Refer("s.b.svc.cluster.local");
        var first = courier.Take("ns:b", epochOfB);
        Refer("t.b.svc.cluster.local");

        var meanwhile = courier.Due(View(("ns:b", epochOfB)));
        courier.Done(first, "ns:b", delivered: true);

        Assert.Empty(meanwhile);
        Assert.Equal(["ns:b"], courier.Due(View(("ns:b", epochOfB))));
    }

    [Fact]
    public void What_was_not_delivered_is_due_again()
    {
        Refer("s.b.svc.cluster.local");

        courier.Done(courier.Take("ns:b", epochOfB), "ns:b", delivered: false);

        Assert.Equal("ns:b", courier.Undelivered(View(("ns:b", epochOfB))));
        Assert.Equal(["ns:b"], courier.Due(View(("ns:b", epochOfB))));
    }

    [Fact]
    public void A_reference_that_is_gone_is_told_once_and_then_forgotten()
    {
        Refer("s.b.svc.cluster.local");
        courier.Done(courier.Take("ns:b", epochOfB), "ns:b", delivered: true);

        Refer("nothing");
        var last = courier.Take("ns:b", epochOfB);
        courier.Done(last, "ns:b", delivered: true);

        Assert.Equal([new ClientClaims(Client, [])], last.Clients);
        Assert.Empty(courier.Due(View(("ns:b", Guid.NewGuid()))));
    }

    [Fact]
    public void A_new_epoch_hears_everything_and_holds_the_barrier_until_then()
    {
        Refer("s.b.svc.cluster.local");
        courier.Done(courier.Take("ns:b", epochOfB), "ns:b", delivered: true);
        var undelivered = courier.Undelivered(View(("ns:b", epochOfB)));

        var again = View(("ns:b", Guid.NewGuid()));

        Assert.Null(undelivered);
        Assert.Equal("ns:b", courier.Undelivered(again));
        Assert.Equal(["ns:b"], courier.Due(again));
    }

    [Fact]
    public void Shards_to_which_nobody_refers_need_no_message() => Assert.Null(courier.Undelivered(View(("ns:b", epochOfB))));

    [Fact]
    public void After_a_resync_everything_is_told_again()
    {
        Refer("s.b.svc.cluster.local");
        courier.Done(courier.Take("ns:b", epochOfB), "ns:b", delivered: true);

        courier.Resync();

        Assert.Equal(["ns:b"], courier.Due(View(("ns:b", epochOfB))));
        Assert.True(courier.Take("ns:b", epochOfB).IsComplete);
    }

    [Fact]
    public void Facts_go_to_the_shards_of_the_clients_and_again_where_they_were_not_taken()
    {
        shard.Model.Set(new("a", "s"), Objects.Service("a", "s"));
        shard.Model.Accept(new("b", "Deployment", "x"), [new(new("b", "Deployment", "x"), null, false, TargetKey.Service(new("a", "s")), PortRequest.All)]);
        shard.Settle();
        courier.Note([], [TargetKey.Service(new("a", "s"))]);

        var due = courier.DueFacts();
        var facts = courier.TakeFacts("ns:b");
        courier.Done(facts, "ns:b", delivered: false);

        Assert.Equal(["ns:b"], due);
        Assert.True(Assert.Single(facts.Facts).Exists);
        Assert.Equal(["ns:b"], courier.DueFacts());
    }

    private void Refer(string text)
    {
        shard.Set(Client, Objects.Deployment("a", "client", ("S_HOST", text)));
        shard.LookAtPods("a"); // no pod runs what the template said before
        var changes = shard.Settle();
        courier.Note(changes.Claims, changes.Facts);
    }

    private static IEnumerable<string> Targets(ClaimsAnnouncement announcement) =>
        announcement.Clients.SelectMany(client => client.Claims).Select(claim => claim.Target.Name.Name);

    private static ClusterView View(params (string Shard, Guid Epoch)[] epochs) => new(
        1, ["a", "b"], [.. epochs.Select(each => new ShardEpoch(each.Shard, each.Epoch, 1))], 0, Platform.Assumed, [], [], []);
}
