using CsCheck;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Tests.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Synthesis;

public sealed class PolicySynthesizerTests
{
    private static readonly PolicySubject Backend = new(new("shop", "Deployment", "backend"), "apps/v1", "uid-1", LabelSelector.Of(("app", "backend")));

    [Fact]
    public void A_policy_carries_name_label_annotations_owner_and_both_directions()
    {
        var peer = PolicyPeer.Pods("shop", LabelSelector.Of(("app", "web")));

        var policy = Assert.Single(PolicySynthesizer.Synthesize(Backend, new([], [new(peer, [new(Protocol.TCP, 80)])], true), "main"));

        Assert.Equal(new("shop", "deployment-backend"), policy.Name);
        Assert.Equal(Labels.Of(("app.kubernetes.io/managed-by", "netpol-orleans")), policy.Labels);
        Assert.Equal(
            Labels.Of((Annotations.Workload, "Deployment/backend"), (Annotations.Instance, "main"), (Annotations.WorkloadUid, "uid-1")), policy.Annotations);
        Assert.Equal(new OwnerReference("apps/v1", "Deployment", "backend", "uid-1", Controller: true), policy.Owner);
        Assert.Equal(new(Backend.Selector, PolicyTypes.Both, [new([peer], [new(Protocol.TCP, 80)])], []), policy.Spec);
    }

    [Fact]
    public void An_empty_selector_which_would_isolate_a_whole_namespace_gives_no_policy() =>
        Assert.Empty(PolicySynthesizer.Synthesize(Backend with { Selector = LabelSelector.Everything }, new([], [], true), "main"));

    [Fact]
    public void A_workload_of_a_manifest_has_neither_owner_nor_uid()
    {
        var policy = Assert.Single(PolicySynthesizer.Synthesize(Backend with { Uid = "" }, new([], [], true), "main"));

        Assert.Null(policy.Owner);
        Assert.False(policy.Annotations.Contains(Annotations.WorkloadUid));
    }

    [Fact]
    public void What_lingers_is_noted_once_on_the_first_part()
    {
        var parts = PolicySynthesizer.Synthesize(Backend with { Lingering = "[…]" }, new(Peers(1001), [], true), "main");

        Assert.Equal(["[…]", null], parts.Select(part => part.Annotations[Annotations.Lingering]));
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(2500, 3)]
    public void Above_a_thousand_peers_a_policy_is_split(int peers, int expected)
    {
        var parts = PolicySynthesizer.Synthesize(Backend, new(Peers(peers), [], true), "main");

        Assert.Equal(expected, parts.Count);
        Assert.Equal(expected, parts.Select(part => part.Name).Distinct().Count());
        Assert.All(parts, part => Assert.InRange(part.Spec.Egress.Sum(rule => rule.Peers.Count), 1, PolicySynthesizer.MaxPeers));
        Assert.All(parts, part => Assert.Equal((Backend.Selector, PolicyTypes.Both), (part.Spec.PodSelector, part.Spec.Isolates)));
        Assert.Equal(peers, parts.SelectMany(part => part.Spec.Egress).SelectMany(rule => rule.Peers).Distinct().Count());
    }

    [Fact]
    public void The_parts_of_a_split_policy_keep_every_port_with_its_peer()
    {
        var some = Peers(1500);
        var others = some.Select(each => each with { Ports = [new(Protocol.TCP, 443)] }).Take(700).ToValueList();

        var parts = PolicySynthesizer.Synthesize(Backend, new([.. some, .. others], [], true), "main");

        var admitted = RuleMerger.Merge(parts.SelectMany(part => RuleMerger.Split(part.Spec.Egress)));
        Assert.Equal(RuleMerger.Merge([.. some, .. others]), admitted);
    }

    [Fact]
    public void Equal_connections_in_any_order_give_equal_policies() =>
        Gen.Select(Worlds.Rule.List[0, 5], Worlds.Rule.List[0, 5], Gen.Int).Sample((egress, ingress, seed) =>
        {
            var (sent, taken) = (RuleMerger.Split(egress).ToArray(), RuleMerger.Split(ingress).ToArray());
            var one = PolicySynthesizer.Synthesize(Backend, new([.. sent], [.. taken], true), "main");
            new Random(seed).Shuffle(sent);
            new Random(seed).Shuffle(taken);

            var other = PolicySynthesizer.Synthesize(Backend, new([.. sent], [.. taken], true), "main");

            Assert.Equal(one.ToString(), other.ToString());
            Assert.Equal(one, other);
        }, iter: 1_000);

    private static ValueList<Allowance> Peers(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index => new Allowance(PolicyPeer.Pods("shop", LabelSelector.Of(("app", $"web-{index}"))), [new(Protocol.TCP, 80)])),
    ];
}
