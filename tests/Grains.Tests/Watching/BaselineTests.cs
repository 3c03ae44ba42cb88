using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Tests.Watching;

/// <summary>A namespace that asks to be isolated as a whole.</summary>
public sealed class BaselineTests
{
    private static readonly WorkloadKey Key = Baseline.KeyOf("a"), Web = new("a", "Deployment", "web");

    private readonly FakeTimeProvider time = new();
    private readonly List<ObjectFinding> told = [];
    private readonly Shard shard;

    public BaselineTests()
    {
        shard = new(PolicyOptions.Default, ns => ns == "a", time, finding =>
        {
            told.Add(finding);
            return true;
        });
        shard.Set("a", Objects.Namespace("a") with { Annotations = Labels.Of((Annotations.Baseline, "default-deny")) });
        shard.Set(Web, Objects.Deployment("a", "web"));
        shard.Set(new("a", "web-1"), Pod("web-1", ("app", "web")));
        shard.Settle();
    }

    [Fact]
    public void Its_pods_are_watched_and_nothing_is_done_before_they_are_known()
    {
        Assert.Contains("a", shard.NamespacesToWatch);
        Assert.True(shard.IsHeldBack(Key));
    }

    [Fact]
    public void It_is_isolated_once_every_pod_has_a_policy()
    {
        shard.LookAtPods("a");
        var before = Situation().Subject;
        shard.TakeDirty();

        Cover();
        shard.LookAtPods("a");

        Assert.Null(before);
        Assert.Equal(Baseline.SubjectOf("a"), Situation().Subject);
        Assert.Contains(Key, shard.TakeDirty().Select(each => each.Key));
    }

    [Fact]
    public void A_pod_that_nothing_covers_ends_it()
    {
        Cover();
        shard.LookAtPods("a");

        shard.Set(new("a", "stray"), Pod("stray"));
        shard.LookAtPods("a");

        Assert.Null(Situation().Subject);
    }

    [Fact]
    public void A_new_workloads_pod_does_not_end_it_in_the_moment_before_its_policy_is_there()
    {
        Cover();
        shard.LookAtPods("a");
        shard.Set(new("a", "namespace-a"), Policy(Baseline.SubjectOf("a")));

        shard.Set(new("a", "Deployment", "api"), Objects.Deployment("a", "api"));
        shard.Set(new("a", "api-1"), Pod("api-1", ("app", "api")));
        shard.Settle();
        shard.LookAtPods("a");

        Assert.NotNull(Situation().Subject);
    }

    [Fact]
    public void Without_the_annotation_it_goes_and_the_pods_are_watched_no_more()
    {
        Cover();
        shard.LookAtPods("a");
        shard.Set(new("a", "namespace-a"), Policy(Baseline.SubjectOf("a")));
        shard.TakeDirty();

        shard.Set("a", Objects.Namespace("a"));

        Assert.Null(Situation().Subject);
        Assert.Contains(Key, shard.TakeDirty().Select(each => each.Key));
        Assert.DoesNotContain("a", shard.NamespacesToWatch);
    }

    [Fact]
    public void Pods_that_policies_would_cover_are_told_of_only_once_these_wait_for_nobody()
    {
        shard.LookAtPods("a");
        Look(Clearance.None);
        var meanwhile = told.Count;

        Look(Clearance.Full);

        Assert.Equal(0, meanwhile);
        Assert.Single(told);
    }

    [Fact]
    public void What_was_told_is_not_taken_back_and_told_again_when_policies_wait_for_others_once_more()
    {
        shard.LookAtPods("a");
        Look(Clearance.Full);
        Cover();
        shard.LookAtPods("a");

        Look(Clearance.None);
        shard.Set(new("a", "deployment-web"), default(PolicyObject));
        shard.LookAtPods("a");
        Look(Clearance.Full);

        Assert.Single(told);
    }

    [Fact]
    public void It_does_not_come_while_clients_of_late_shards_are_not_known_and_stays_where_it_is()
    {
        Cover();
        shard.LookAtPods("a");

        var situation = shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 1, new(true, ["ns:b"], ["b"]));

        Assert.NotNull(situation.Subject);
        Assert.False(situation.MayNarrow);
    }

    /// <summary>Works out the situation, and tells what has stood for long enough.</summary>
    private void Look(Clearance clearance)
    {
        shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 1, clearance);
        time.Advance(FindingNotes.Patience);
        shard.Findings.Tell();
    }

    private void Cover() => shard.Set(new("a", "deployment-web"), Policy(PolicySubject.Of(Objects.Deployment("a", "web"))));

    private WorkloadSituation Situation() => shard.SituationOf(Key, new(time.GetUtcNow(), false), Guid.Empty, 1, Clearance.Full);

    private static PolicyObject Policy(PolicySubject subject)
    {
        var wanted = PolicySynthesizer.Synthesize(subject, new([], [], true), "netpol-orleans")[0];
        return new() { Name = wanted.Name, Uid = "u", ResourceVersion = "1", Labels = wanted.Labels, Annotations = wanted.Annotations, Spec = wanted.Spec };
    }

    private static PodInfo Pod(string name, params ReadOnlySpan<(string, string)> labels) => new(new("a", name), $"uid-{name}", Labels.Of(labels), null, false, "Running");
}
