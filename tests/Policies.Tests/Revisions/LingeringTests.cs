namespace NetpolOrleans.Policies.Tests.Revisions;

public sealed class LingeringTests
{
    [Fact]
    public void What_running_pods_may_hold_lingers_until_all_of_them_are_gone()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("one", "A").Start("two", "A");
        rollout.Tracker.Linger(Rollout.Key, [Rollout.Reference("old")]);
        rollout.Look();

        rollout.End("one").Start("three", "A").Look();
        var meanwhile = rollout.Tracker.LingeringOf(Rollout.Key);
        rollout.End("two").Look();

        Assert.Equal([Rollout.Reference("old")], meanwhile);
        Assert.Empty(rollout.Tracker.LingeringOf(Rollout.Key));
        Assert.False(rollout.WatchesPods);
    }

    [Fact]
    public void Without_a_pod_nothing_lingers()
    {
        var rollout = new Rollout().Set("A", finished: true);
        rollout.Tracker.Linger(Rollout.Key, [Rollout.Reference("old")]);

        rollout.Look();

        Assert.Empty(rollout.Tracker.LingeringOf(Rollout.Key));
    }

    [Fact]
    public void A_second_change_waits_for_the_pods_of_its_own_moment()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("one", "A");
        rollout.Tracker.Linger(Rollout.Key, [Rollout.Reference("first")]);
        rollout.Look();

        rollout.Start("two", "A");
        rollout.Tracker.Linger(Rollout.Key, [Rollout.Reference("second")]);
        rollout.Look();
        rollout.End("one").Look();

        Assert.Contains(Rollout.Reference("second"), rollout.Tracker.LingeringOf(Rollout.Key));
    }
}
