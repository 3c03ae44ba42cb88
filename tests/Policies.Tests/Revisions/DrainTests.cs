using NetpolOrleans.Policies.Revisions;

namespace NetpolOrleans.Policies.Tests.Revisions;

public sealed class DrainTests
{
    [Fact]
    public void A_deleted_workload_is_drained_when_its_last_pod_is_gone()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("one", "A");
        var drains = rollout.Tracker.Drain(Rollout.Key, rollout.Now);
        var before = rollout.Terminate("one").Look().Drained;

        var after = rollout.End("one").Look().Drained;

        Assert.True(drains);
        Assert.Empty(before);
        Assert.Equal([Rollout.Key], after);
    }

    [Fact]
    public void Pods_have_their_grace_period_and_no_longer()
    {
        var rollout = new Rollout().Set("A", finished: true, grace: 30).Start("one", "A");
        rollout.Tracker.Drain(Rollout.Key, rollout.Now);
        rollout.Terminate("one").Look();

        rollout.Now += TimeSpan.FromSeconds(29);
        var before = rollout.Look().Drained;
        rollout.Now += TimeSpan.FromSeconds(1);
        var after = rollout.Look().Drained;

        Assert.Empty(before);
        Assert.Equal([Rollout.Key], after);
    }

    [Fact]
    public void The_grace_period_begins_when_the_garbage_collector_has_come_to_the_pods()
    {
        var rollout = new Rollout().Set("A", finished: true, grace: 1).Start("one", "A");
        rollout.Tracker.Drain(Rollout.Key, rollout.Now);

        rollout.Now += TimeSpan.FromSeconds(5);
        var notYetDeleted = rollout.Look().Drained;
        rollout.Terminate("one").Look();
        rollout.Now += TimeSpan.FromSeconds(1);
        var afterItsTime = rollout.Look().Drained;

        Assert.Empty(notYetDeleted);
        Assert.Equal([Rollout.Key], afterItsTime);
    }

    [Fact]
    public void Pods_that_nobody_deletes_are_not_waited_for_without_end()
    {
        var rollout = new Rollout().Set("A", finished: true, grace: 3600).Start("one", "A");
        rollout.Tracker.Drain(Rollout.Key, rollout.Now);

        rollout.Now += RevisionTracker.LongestDrain;
        var drained = rollout.Look().Drained;

        Assert.Equal([Rollout.Key], drained);
    }

    [Fact]
    public void A_workload_that_comes_back_while_it_drains_is_a_workload_again()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("one", "A");
        rollout.Tracker.Drain(Rollout.Key, rollout.Now);

        rollout.Set("B").Look();
        var meanwhile = rollout.Rules;
        var drained = rollout.End("one").Look().Drained;

        Assert.Equal("BA", meanwhile);
        Assert.Empty(drained);
        Assert.Equal("B", rollout.Rules);
    }

    [Fact]
    public void While_it_drains_the_end_of_what_lingers_does_not_bring_it_back()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("holder", "A");
        rollout.Tracker.Linger(Rollout.Key, [Rollout.Reference("old")]);
        rollout.Look();
        rollout.Start("later", "A");
        rollout.Tracker.Drain(Rollout.Key, rollout.Now);

        var seen = rollout.End("holder").Look();

        Assert.Empty(seen.Changed);
        Assert.Empty(seen.Drained);
    }
}
