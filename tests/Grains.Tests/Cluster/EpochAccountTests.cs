using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Cluster;

namespace NetpolOrleans.Grains.Tests.Cluster;

/// <summary>A shard's targets may narrow when <c>DeliveredByAll</c> has reached the version with which its epoch began.</summary>
public sealed class EpochAccountTests
{
    private readonly FakeTimeProvider time = new();
    private readonly EpochAccount account;

    public EpochAccountTests() => account = new(100, time);

    [Fact]
    public void Nothing_is_delivered_before_the_namespaces_are_known()
    {
        account.Report(new("a", Guid.NewGuid(), 100));

        Assert.Equal(0, account.DeliveredByAll);
    }

    [Fact]
    public void An_epoch_passes_when_every_shard_has_delivered_to_it()
    {
        account.Require(["a", "b"]);
        var (a, b) = (Begin("a"), Begin("b"));

        account.Report(new("a", a.Epoch, b.Since));
        var before = account.DeliveredByAll;
        account.Report(new("b", b.Epoch, b.Since));

        Assert.True(before < a.Since);
        Assert.True(account.DeliveredByAll >= b.Since);
    }

    [Fact]
    public void The_watcher_of_a_namespace_that_is_gone_begins_no_epoch_to_which_the_others_would_owe()
    {
        account.Require(["a", "b"]);
        var (a, b) = (Begin("a"), Begin("b"));
        account.Report(new("a", a.Epoch, b.Since));
        account.Require(["a"]);

        var changed = account.Report(new("b", b.Epoch, b.Since));
        time.Advance(EpochAccount.Patience);

        Assert.False(changed);
        Assert.True(account.IsSettled);
        Assert.Empty(account.Late);
    }

    [Fact]
    public void It_is_settled_when_every_shard_runs_and_has_delivered_to_the_newest()
    {
        account.Require(["a", "b"]);
        var a = Begin("a");
        account.Report(new("a", a.Epoch, a.Since));
        var halfway = account.IsSettled;

        var b = Begin("b");
        account.Report(new("b", b.Epoch, b.Since));
        var owing = account.IsSettled;
        account.Report(new("a", a.Epoch, b.Since));

        Assert.Equal((false, false, true), (halfway, owing, account.IsSettled));
    }

    [Fact]
    public void An_epoch_that_was_replaced_does_not_come_back()
    {
        account.Require(["a", "b"]);
        var frozen = Begin("a");
        var taken = Begin("a");

        var changed = account.Report(new("a", frozen.Epoch, taken.Since));

        Assert.False(changed);
        Assert.Equal(taken.Epoch, Assert.Single(account.Epochs).Epoch);
        Assert.True(account.DeliveredByAll < taken.Since);
    }

    [Fact]
    public void A_shard_that_never_reports_holds_everybody_back()
    {
        account.Require(["a", "b"]);
        var a = Begin("a");

        account.Report(new("a", a.Epoch, a.Since));

        Assert.True(account.DeliveredByAll < a.Since);
        Assert.Equal(["b"], account.Behind);
    }

    [Fact]
    public void A_watcher_that_is_activated_anew_waits_for_all_shards_again()
    {
        account.Require(["a", "b"]);
        var (_, b) = (Begin("a"), Begin("b"));
        account.Report(new("a", account.Epochs[0].Epoch, b.Since));
        account.Report(new("b", b.Epoch, b.Since));

        var again = Begin("a");

        Assert.True(again.Since > b.Since);
        Assert.True(account.DeliveredByAll < again.Since);
        Assert.True(account.DeliveredByAll >= b.Since);
    }

    [Fact]
    public void A_new_namespace_joins_without_holding_the_others_back()
    {
        account.Require(["a"]);
        var a = Begin("a");
        account.Report(new("a", a.Epoch, a.Since));

        account.Require(["a", "new"]);

        Assert.True(account.DeliveredByAll >= a.Since);
    }

    [Fact]
    public void But_its_own_epoch_waits_for_the_others()
    {
        account.Require(["a"]);
        var a = Begin("a");
        account.Report(new("a", a.Epoch, a.Since));
        account.Require(["a", "new"]);

        var joined = Begin("new");
        var before = account.DeliveredByAll;
        account.Report(new("new", joined.Epoch, joined.Since));
        account.Report(new("a", a.Epoch, joined.Since));

        Assert.True(before < joined.Since);
        Assert.True(account.DeliveredByAll >= joined.Since);
    }

    [Fact]
    public void A_namespace_that_is_gone_holds_nobody_back()
    {
        account.Require(["a", "gone"]);
        var a = Begin("a");
        account.Report(new("a", a.Epoch, a.Since));

        account.Require(["a"]);

        Assert.True(account.DeliveredByAll >= a.Since);
        Assert.Equal(["a"], account.Epochs.Select(each => each.Shard));
    }

    [Fact]
    public void What_a_shard_once_delivered_it_does_not_take_back()
    {
        account.Require(["a"]);
        var a = Begin("a");
        account.Report(new("a", a.Epoch, a.Since));

        var changed = account.Report(new("a", a.Epoch, 0));

        Assert.False(changed);
        Assert.True(account.DeliveredByAll >= a.Since);
    }

    [Fact]
    public void A_shard_that_does_not_get_on_is_late_and_the_others_do_not_wait_for_it()
    {
        account.Require(["a", "b"]);
        var a = Begin("a");
        account.Report(new("a", a.Epoch, a.Since));
        account.Report(new("b", Guid.NewGuid(), 0, Trouble: "services in b: forbidden", Listed: false));
        time.Advance(EpochAccount.Patience - TimeSpan.FromTicks(1));
        var before = (account.DeliveredByAll, account.Late);

        time.Advance(TimeSpan.FromTicks(1));

        Assert.True(before.DeliveredByAll < a.Since);
        Assert.Empty(before.Late);
        Assert.True(account.DeliveredByAll >= a.Since);
        Assert.Equal([new("b", 0, time.GetUtcNow() - EpochAccount.Patience, "services in b: forbidden")], account.Late);
    }

    [Fact]
    public void A_late_shard_that_delivers_is_late_no_more_and_one_that_gets_on_has_its_time_again()
    {
        account.Require(["a", "b"]);
        var (a, b) = (Begin("a"), Begin("b"));
        account.Report(new("a", a.Epoch, b.Since));
        time.Advance(EpochAccount.Patience);

        account.Report(new("b", b.Epoch, a.Since));
        var gettingOn = (account.Late, account.DeliveredByAll);
        account.Report(new("b", b.Epoch, b.Since));
        time.Advance(EpochAccount.Patience);

        Assert.Empty(gettingOn.Late);
        Assert.Equal(a.Since, gettingOn.DeliveredByAll);
        Assert.Empty(account.Late);
        Assert.Equal(b.Since, account.DeliveredByAll);
    }

    [Fact]
    public void Whoever_owed_nothing_has_its_whole_time_for_a_new_epoch()
    {
        account.Require(["a", "b"]);
        var (a, b) = (Begin("a"), Begin("b"));
        account.Report(new("a", a.Epoch, b.Since));
        account.Report(new("b", b.Epoch, b.Since));
        time.Advance(EpochAccount.Patience * 10);

        Begin("a");

        Assert.Empty(account.Late);
        Assert.True(account.DeliveredByAll < account.Version);
    }

    [Fact]
    public void A_shard_that_has_not_listed_has_no_epoch_to_which_others_could_deliver()
    {
        account.Require(["a"]);

        account.Report(new("a", Guid.NewGuid(), 0, Trouble: "forbidden", Listed: false));

        Assert.Empty(account.Epochs);
        Assert.Equal(100, account.Version);
    }

    [Fact]
    public void What_keeps_a_late_shard_is_news_and_of_very_many_it_is_told_of_some()
    {
        string[] shards = [.. Enumerable.Range(0, EpochAccount.MostReasons + 5).Select(index => $"s{index:D2}")];
        account.Require(shards);
        time.Advance(EpochAccount.Patience);

        var changed = shards.Select(shard => account.Report(new(shard, Guid.NewGuid(), 0, Trouble: "forbidden", Listed: false))).ToList();
        var again = account.Report(new(shards[0], Guid.NewGuid(), 0, Trouble: "forbidden", Listed: false));

        Assert.All(changed, Assert.True);
        Assert.False(again);
        Assert.Equal(shards, account.Late.Select(late => late.Shard));
        Assert.Equal(EpochAccount.MostReasons, account.Late.Count(late => late.Reason == "forbidden"));
    }

    private ShardEpoch Begin(string shard)
    {
        var epoch = Guid.NewGuid();
        account.Report(new(shard, epoch, 0));
        return account.Epochs.Single(each => each.Epoch == epoch);
    }
}
