using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Revisions;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Revisions;

/// <summary>What runs when the tracker starts, and no object says.</summary>
public sealed class StraysTests
{
    [Fact]
    public void An_old_pod_that_ends_is_looked_at_although_the_rollout_is_finished()
    {
        var rollout = new Rollout(generation: 1).Set("B", finished: true).Start("old", "A").Start("new", "B").Terminate("old");

        rollout.Doubt();

        Assert.True(rollout.IsHeld);
        rollout.Look();
        Assert.Equal("BA", rollout.Rules);
        rollout.End("old").Look();
        Assert.Equal(("B", false), (rollout.Rules, rollout.WatchesPods));
    }

    [Fact]
    public void Where_no_pod_ends_status_is_believed()
    {
        var rollout = new Rollout(generation: 1).Set("B", finished: true).Start("new", "B");

        var strangers = rollout.Doubt();

        Assert.Empty(strangers);
        Assert.False(rollout.WatchesPods);
    }

    [Fact]
    public void Pods_of_a_workload_that_is_gone_are_told_and_drain_when_they_are_adopted()
    {
        var rollout = new Rollout().Start("one", "A").Terminate("one");

        var stray = Assert.Single(rollout.Doubt());
        rollout.Tracker.Adopt(Strays.Workload(Strays.MakerOf(stray)!.Value, [Read("one", ("app", "w"), ("pod-template-hash", "A"))])!, rollout.Now);

        Assert.True(rollout.WatchesPods);
        Assert.Empty(rollout.Look().Drained);
        Assert.Equal([Rollout.Key], rollout.End("one").Look().Drained);
    }

    [Theory]
    [InlineData("apps/v1", "ReplicaSet", "w-A", "a/Deployment/w")]
    [InlineData("apps/v1", "ReplicaSet", "w", "a/ReplicaSet/w")]
    [InlineData("batch/v1", "Job", "j", "a/Job/j")]
    [InlineData("batch.volcano.sh/v1", "Job", "j", null)]
    public void Its_owner_tells_who_made_a_pod(string apiVersion, string kind, string name, string? maker) =>
        Assert.Equal(maker, Strays.MakerOf(new(new("a", "p"), "u", Labels.Of(("pod-template-hash", "A")), new(apiVersion, kind, name, "u"), true, null))?.ToString());

    [Fact]
    public void Pods_of_several_revisions_are_one_client_by_what_their_labels_have_in_common()
    {
        var gone = Strays.Workload(Rollout.Key, [Read("one", ("app", "w"), ("tier", "x")), Read("two", ("app", "w"), ("tier", "y"))])!;

        Assert.Equal(("app=w", 1), (gone.Selector.ToString(), gone.RunningRevisions.Count));
        Assert.Null(Strays.Workload(Rollout.Key, [Read("one", ("app", "w")), Read("two", ("app", "v"))]));
    }

    private static Workload Read(string name, params ReadOnlySpan<(string, string)> labels) => new()
    {
        Key = new("a", "Pod", name),
        ApiVersion = "v1",
        Controller = new("apps/v1", "ReplicaSet", "w-A", "u"),
        Selector = LabelSelector.Of(labels),
        Template = new() { Labels = Labels.Of(labels), Containers = [] },
    };
}
