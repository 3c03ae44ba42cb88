using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Tests.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Synthesis;

public sealed class RuleMergerTests
{
    private static readonly PolicyPeer Web = PolicyPeer.Pods("shop", LabelSelector.Of(("app", "web")));
    private static readonly PolicyPeer Cart = PolicyPeer.Pods("shop", LabelSelector.Of(("app", "cart")));
    private static readonly PolicyPort Http = new(Protocol.TCP, 80), Https = new(Protocol.TCP, 443);

    [Fact]
    public void Peers_of_the_same_ports_share_a_rule()
    {
        var merged = RuleMerger.Merge([new(Web, [Http]), new(Cart, [Http])]);

        Assert.Equal([new PolicyRule([Cart, Web], [Http])], merged);
    }

    [Fact]
    public void Ports_of_one_peer_come_together_in_their_order()
    {
        var merged = RuleMerger.Merge([new(Web, [Https]), new(Web, [Http]), new(Web, [Https])]);

        Assert.Equal([new PolicyRule([Web], [Http, Https])], merged);
    }

    [Fact]
    public void All_ports_swallow_single_ones()
    {
        var merged = RuleMerger.Merge([new(Web, [Http]), new(Web, [])]);

        Assert.Equal([new PolicyRule([Web], [])], merged);
    }

    [Fact]
    public void A_range_swallows_what_is_inside_it()
    {
        var merged = RuleMerger.Merge([new(Web, [Http, new(Protocol.TCP, 1, 1024), new(Protocol.UDP, 80)])]);

        Assert.Equal([new PolicyRule([Web], [new(Protocol.TCP, 1, 1024), new(Protocol.UDP, 80)])], merged);
    }

    [Fact]
    public void Any_source_makes_named_ones_needless_on_its_ports_only()
    {
        var merged = RuleMerger.Merge([new(null, [Http]), new(Web, [Http]), new(Cart, [Http, Https])]);

        Assert.Equal([new PolicyRule([Cart], [Http, Https]), new PolicyRule([], [Http])], merged);
    }

    [Fact]
    public void Nothing_admitted_is_no_rule() => Assert.Empty(RuleMerger.Merge([]));

    [Fact]
    public void The_order_of_the_allowances_changes_nothing() =>
        Gen.Select(Worlds.Rule.List[0, 6], Gen.Int).Sample((rules, seed) =>
        {
            var allowances = RuleMerger.Split(rules).ToArray();
            var shuffled = allowances.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(RuleMerger.Merge(allowances), RuleMerger.Merge(shuffled));
        }, iter: 2_000);

    [Fact]
    public void Merging_twice_is_merging_once() => Worlds.Rule.List[0, 6].Sample(rules =>
    {
        var once = RuleMerger.Merge(RuleMerger.Split(rules));

        Assert.Equal(once, RuleMerger.Merge(RuleMerger.Split(once)));
    }, iter: 2_000);

    [Fact]
    public void A_merged_policy_judges_every_flow_as_the_plain_one_does() =>
        Gen.Select(Worlds.Spec, Worlds.Flow).Sample((plain, flow) =>
        {
            var merged = plain with { Ingress = RuleMerger.Merge(RuleMerger.Split(plain.Ingress)), Egress = RuleMerger.Merge(RuleMerger.Split(plain.Egress)) };

            Assert.Equal(Allows(plain, flow), Allows(merged, flow));
        }, iter: 10_000);

    private static bool Allows(PolicySpec spec, Flow flow) => new PolicyEvaluator([new(new("x", "policy"), spec)]).Evaluate(flow).Allowed;
}
