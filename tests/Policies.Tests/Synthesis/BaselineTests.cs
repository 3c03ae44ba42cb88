using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Synthesis;

public sealed class BaselineTests
{
    private static readonly Workload Web = new()
    {
        Key = new("shop", "Deployment", "web"),
        ApiVersion = "apps/v1",
        Selector = LabelSelector.Of(("app", "web")),
        Template = new() { Labels = Labels.Of(("app", "web")), Containers = [] },
    };

    private static readonly BaselinePod Covered = new("Pod", "web-1", Labels.Of(("app", "web")), new("apps/v1", "ReplicaSet", "web-abc", "u"));

    private static readonly BaselinePod Stray = new("Pod", "stray", Labels.Empty, new("example.com/v1", "Thing", "thing", "u"));

    [Fact]
    public void It_isolates_the_namespace_under_a_name_that_is_told_to_be_ours()
    {
        var policy = Assert.Single(PolicySynthesizer.Synthesize(Baseline.SubjectOf("shop"), new([], [], true), "netpol-orleans"));

        Assert.Equal("shop/namespace-shop", policy.Name.ToString());
        Assert.True(policy.Spec.PodSelector.IsEmpty);
        Assert.True(policy.Spec is { Ingress.IsEmpty: true, Egress.IsEmpty: true, Isolates: PolicyTypes.Both });
        Assert.Equal(Baseline.KeyOf("shop"), PolicyOwnership.WorkloadOf(
            new() { Name = policy.Name, Labels = policy.Labels, Annotations = policy.Annotations, Spec = policy.Spec }, "netpol-orleans"));
    }

    [Theory]
    [InlineData("default-deny", null, true)]
    [InlineData(" Default-Deny ", null, true)]
    [InlineData("none", null, false)]
    [InlineData("deny", null, false)]
    [InlineData("default-deny", "observe", false)]
    public void A_namespace_asks_for_it_by_annotation_and_only_where_policies_are_written(string baseline, string? mode, bool expected) =>
        Assert.Equal(expected, Baseline.IsAsked(Namespace(baseline, mode: mode), PolicyOptions.Default));

    [Fact]
    public void A_pod_that_no_policy_selects_keeps_it_away() =>
        Assert.Equal(["pod/stray"], Baseline.Uncovered(Namespace(), [Covered, Stray], [(Web, Disposition.Managed)]));

    [Theory]
    [InlineData("pod/stray")]
    [InlineData("web, Pod/stray")]
    [InlineData("thing/thing\npod/other")]
    [InlineData("stray")]
    public void Who_is_accepted_by_name_does_not(string accepts) =>
        Assert.Empty(Baseline.Uncovered(Namespace(accepts: accepts), [Covered, Stray], [(Web, Disposition.Managed)]));

    [Theory]
    [InlineData(Disposition.Off)]
    [InlineData(Disposition.Observed)]
    [InlineData(Disposition.Infrastructure)]
    public void The_pods_of_a_workload_without_a_policy_keep_it_away_unless_the_workload_is_accepted(Disposition disposition)
    {
        Assert.Equal(["pod/web-1"], Baseline.Uncovered(Namespace(), [Covered], [(Web, disposition)]));
        Assert.Empty(Baseline.Uncovered(Namespace(accepts: "deployment/web"), [Covered], [(Web, disposition)]));
    }

    [Fact]
    public void Pods_on_the_hosts_network_are_not_its_business() =>
        Assert.Empty(Baseline.Uncovered(Namespace(), [Covered], [(Web, Disposition.HostNetwork)]));

    private static NamespaceInfo Namespace(string baseline = "default-deny", string? accepts = null, string? mode = null)
    {
        var annotations = new List<KeyValuePair<string, string>> { new(Annotations.Baseline, baseline) };
        if (accepts is not null) annotations.Add(new(Annotations.BaselineAccepts, accepts));
        if (mode is not null) annotations.Add(new(Annotations.Mode, mode));
        return new("shop", "u", Labels.Empty, Labels.From(annotations));
    }
}
