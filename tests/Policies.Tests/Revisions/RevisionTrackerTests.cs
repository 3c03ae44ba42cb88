namespace NetpolOrleans.Policies.Tests.Revisions;

/// <summary>Make before break: nothing is closed that a running pod may call for, and nothing stays open longer.</summary>
public sealed class RevisionTrackerTests
{
    [Fact]
    public void A_first_rollout_needs_no_look_at_pods()
    {
        var rollout = new Rollout().Set("A");

        Assert.Equal(("A", false, false), (rollout.Rules, rollout.IsHeld, rollout.WatchesPods));
    }

    [Fact]
    public void The_old_template_counts_from_the_very_change_on_before_any_pod_was_seen()
    {
        var rollout = new Rollout().Set("A", finished: true);

        rollout.Set("B");

        Assert.Equal(("BA", true, true), (rollout.Rules, rollout.IsHeld, rollout.WatchesPods));
    }

    [Fact]
    public void An_old_revision_counts_until_its_last_pod_is_gone_terminating_ones_included()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("old", "A").Set("B").Start("new", "B");
        rollout.Look();
        var whileBothRun = rollout.Rules;
        rollout.Finish("B").Terminate("old").Look();
        var whileOneTerminates = rollout.Rules;

        rollout.End("old").Look();

        Assert.Equal(("BA", "BA", "B"), (whileBothRun, whileOneTerminates, rollout.Rules));
        Assert.Equal((false, false), (rollout.IsHeld, rollout.WatchesPods));
    }

    [Fact]
    public void With_no_pod_of_the_old_revision_it_closes_at_the_first_look()
    {
        var rollout = new Rollout().Set("A", finished: true).Set("B", finished: true);

        rollout.Look();

        Assert.Equal(("B", false, false), (rollout.Rules, rollout.IsHeld, rollout.WatchesPods));
    }

    [Fact]
    public void Three_revisions_may_run_at_once()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("a", "A").Set("B").Start("b", "B");
        rollout.Look();

        rollout.Set("C").Start("c", "C").Look();

        Assert.Equal("CAB", rollout.Rules);
    }

    [Fact]
    public void A_rollback_to_a_running_revision_needs_it_once()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("a", "A").Set("B").Start("b", "B");
        rollout.Look();

        rollout.Set("A").Look();
        var meanwhile = rollout.Rules;
        rollout.Finish("A").End("b").Look();

        Assert.Equal(("AB", "A"), (meanwhile, rollout.Rules));
    }

    [Fact]
    public void After_a_restart_nothing_is_closed_until_the_templates_of_running_revisions_are_read()
    {
        var restarted = new Rollout(generation: 1).Set("B").Start("old", "A");

        restarted.Look(answers: false);
        var (asked, heldBefore) = (restarted.Asked, restarted.IsHeld);
        restarted.Look();

        Assert.Equal(("A", true, false), (asked, heldBefore, restarted.IsHeld));
        Assert.Equal("BA", restarted.Rules);
    }

    [Fact]
    public void A_revision_whose_template_cannot_be_read_keeps_the_workload_held()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("old", "A").Set("B");

        rollout.Look(answers: false);

        Assert.Equal(("BA", true), (rollout.Rules, rollout.IsHeld));
    }

    [Fact]
    public void Pods_of_another_workload_that_the_selector_matches_too_are_none_of_ours()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("old", "A").Set("B").Start("canary", "X", replicaSetOf: "w-canary");

        rollout.Look();

        Assert.Equal("BA", rollout.Rules);
    }

    [Fact]
    public void A_change_of_labels_or_replicas_only_is_no_new_revision()
    {
        var rollout = new Rollout().Set("A", finished: true);

        rollout.Set("A", finished: true);

        Assert.Equal(("A", false, false), (rollout.Rules, rollout.IsHeld, rollout.WatchesPods));
    }

    [Fact]
    public void A_look_at_which_nothing_changed_reports_nothing()
    {
        var rollout = new Rollout().Set("A", finished: true).Start("old", "A").Set("B");
        rollout.Look();

        var seen = rollout.Look();

        Assert.Empty(seen.Changed);
    }
}
