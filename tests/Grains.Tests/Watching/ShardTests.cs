using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Watching;

public sealed class ShardTests
{
    private static readonly WorkloadKey Key = new("a", "Deployment", "w");

    private readonly FakeTimeProvider time = new();
    private readonly Shard shard;

    public ShardTests()
    {
        shard = new(PolicyOptions.Default, ns => ns == "a", time);
        shard.Model.Set("a", Objects.Namespace("a"));
    }

    [Fact]
    public void A_workloads_situation_says_what_its_policy_needs()
    {
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Settle();

        var situation = Situation();

        Assert.Equal(Key, situation.Subject!.Key);
        Assert.True(situation.MayNarrow);
        Assert.Contains(Key, shard.TakeDirty().Select(each => each.Key));
    }

    [Fact]
    public void Nothing_is_written_for_a_workload_whose_Namespace_has_not_been_heard_of()
    {
        shard.Set("a", null);
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Settle();
        shard.TakeDirty();
        var before = shard.IsHeldBack(Key);

        shard.Set("a", Objects.Namespace("a"));
        shard.Settle();

        Assert.Equal((true, false), (before, shard.IsHeldBack(Key)));
        Assert.Contains(Key, shard.TakeDirty().Select(each => each.Key));
    }

    [Fact]
    public void What_lingered_when_the_controller_stopped_lingers_again_and_is_noted_again()
    {
        var before = Lingering("backend");
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Model.Set(new("a", "backend"), Objects.Service("a", "backend"));
        shard.Set(new("a", "deployment-w"), Policy(before));

        shard.RestoreLingering();
        shard.Settle();

        var situation = Situation();
        Assert.Equal(before, situation.Subject!.Lingering);
        Assert.Contains(situation.Connections.Egress, each => each.Peer?.PodSelector?.MatchLabels["app"] == "backend");
    }

    [Fact]
    public void It_ends_when_no_pod_of_that_time_is_left()
    {
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Set(new("a", "deployment-w"), Policy(Lingering("backend")));
        shard.RestoreLingering();
        shard.Settle();
        shard.Set(new("a", "one"), Pod("one"));
        shard.LookAtPods("a");
        var meanwhile = Situation().Subject!.Lingering;

        shard.Set(new("a", "one"), default(PodInfo));
        shard.LookAtPods("a");
        shard.Settle();

        Assert.NotNull(meanwhile);
        Assert.Null(Situation().Subject!.Lingering);
    }

    [Fact]
    public void A_foreign_policy_of_the_wanted_name_is_in_the_situation_and_its_end_is_noticed()
    {
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Settle();
        var foreign = new PolicyObject { Name = new("a", "deployment-w"), Uid = "uid-f", ResourceVersion = "3", Spec = Policy(null).Spec };
        shard.Set(foreign.Name, foreign);
        shard.TakeDirty();

        var observed = Situation().Observed;
        shard.Set(foreign.Name, default(PolicyObject));

        Assert.Equal([foreign], observed);
        Assert.Equal([Key], shard.TakeDirty().Select(each => each.Key));
    }

    [Fact]
    public void A_Pod_that_a_controller_adopts_has_no_policy_of_its_own_any_more()
    {
        var pod = Objects.Deployment("a", "p") with { Key = new("a", "Pod", "p"), ApiVersion = "v1" };
        shard.Set(pod.Key, pod);
        shard.Settle();

        shard.Set(pod.Key, pod with { Controller = new("apps/v1", "ReplicaSet", "w-1", "uid-rs") });
        shard.Settle();

        Assert.Null(shard.SituationOf(pod.Key, new(time.GetUtcNow(), false), Guid.Empty, 1, Clearance.Full).Subject);
        Assert.Empty(shard.Model.Workloads);
    }

    [Fact]
    public void A_workload_that_is_deleted_keeps_no_policy_and_comes_back_only_with_its_object()
    {
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Set(new("a", "one"), Pod("one"));
        shard.Settle();

        shard.Set(Key, default(Workload));
        shard.LookAtPods("a");
        shard.Settle();

        Assert.Null(Situation().Subject);
        Assert.Empty(shard.Model.Workloads);
    }

    [Fact]
    public void What_is_being_deleted_is_left_to_the_cluster()
    {
        shard.Set(Key, Objects.Deployment("a", "w") with { Terminating = true });
        shard.Settle();
        var itself = shard.IsHeldBack(Key);
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Settle();

        shard.Model.Set("a", Objects.Namespace("a", terminating: true));

        Assert.True(itself);
        Assert.True(shard.IsHeldBack(Key));
        Assert.False(shard.IsHeldBack(new("a", "Deployment", "gone already")));
    }

    [Fact]
    public void A_change_under_way_lets_nothing_be_closed_for_that_workload()
    {
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Set(new("a", "Deployment", "other"), Objects.Deployment("a", "other"));
        shard.Settle();

        shard.Set(Key, Objects.Deployment("a", "w", ("B_HOST", "b")) with { Generation = 2, RolloutFinished = false });
        shard.Settle();

        Assert.False(Situation().MayNarrow);
        Assert.True(shard.SituationOf(new("a", "Deployment", "other"), new(time.GetUtcNow(), false), Guid.Empty, 1, Clearance.Full).MayNarrow);
    }

    [Fact]
    public void A_policy_that_somebody_edits_is_told_apart_from_a_workload_that_changed()
    {
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Set(new("a", "deployment-w"), Policy(null));
        shard.Settle();
        var both = shard.TakeDirty();

        shard.Set(new("a", "deployment-w"), Policy(null) with { ResourceVersion = "2" });
        shard.Settle();
        var edited = shard.TakeDirty();

        Assert.Equal([(Key, false)], both.Select(each => (each.Key, each.Value.PolicyOnly)));
        Assert.Equal([(Key, true)], edited.Select(each => (each.Key, each.Value.PolicyOnly)));
    }

    [Fact]
    public void A_first_policy_admits_the_namespaces_of_which_nothing_is_known_and_the_next_one_does_not()
    {
        var clearance = new Clearance(true, ["ns:b"], ["b"]);
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Model.SetPlatform(Platform.Assumed with { NodeCidrs = ["10.0.0.0/24"] });
        shard.Settle();

        var first = shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 1, clearance);
        shard.Set(new("a", "deployment-w"), Policy(null));
        var next = shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 2, clearance);

        Assert.Contains(new(PolicyPeer.Namespace("b"), []), first.Connections.Ingress);
        Assert.Contains(new(PolicyPeer.Block("10.0.0.0/24"), []), first.Connections.Ingress);
        Assert.DoesNotContain(new(PolicyPeer.Namespace("b"), []), next.Connections.Ingress);
        Assert.All([first, next], each => Assert.True(each.MayNarrow));
        Assert.All([first, next], each => Assert.Equal(["ns:b"], each.Late!));
    }

    [Fact]
    public void Where_too_many_namespaces_are_not_known_only_a_first_policy_waits()
    {
        var clearance = new Clearance(true, ["hash:1/8"], [.. Enumerable.Range(0, Clearance.MostUnheard + 1).Select(index => $"n{index}")]);
        shard.Set(Key, Objects.Deployment("a", "w"));
        shard.Settle();

        var first = shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 1, clearance);
        shard.Set(new("a", "deployment-w"), Policy(null));
        var next = shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 2, clearance);

        Assert.False(first.MayNarrow);
        Assert.True(next.MayNarrow);
    }

    private WorkloadSituation Situation() => shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 1, Clearance.Full);

    private static string? Lingering(string service) => LingeringNote.Write(
        [new([Policies.References.ReferenceTarget.Service("a", service)], Policies.References.Certainty.Explicit, new("main", "env", "B_HOST", service))]);

    private static PodInfo Pod(string name) => new(
        new("a", name), $"uid-{name}", Labels.Of(("app", "w"), ("pod-template-hash", "1")), new("apps/v1", "ReplicaSet", "w-1", "uid-rs"), false, "Running");

    private static PolicyObject Policy(string? lingering)
    {
        DesiredPolicy desired = PolicySynthesizer.Synthesize(
            PolicySubject.Of(Objects.Deployment("a", "w")) with { Lingering = lingering }, new([], [], true), PolicyOptions.Default.Instance)[0];
        return new()
        {
            Name = desired.Name, Uid = "uid-p", ResourceVersion = "5", Labels = desired.Labels, Annotations = desired.Annotations,
            Owners = [desired.Owner!], Spec = desired.Spec,
        };
    }
}
