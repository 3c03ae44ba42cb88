using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Evaluation;

public sealed class PolicyComparisonTests
{
    private static readonly PolicyRule FromWeb = new([PolicyPeer.Pods("shop", LabelSelector.Of(("app", "web")))], [new(Protocol.TCP, 80)]);
    private static readonly PolicySpec Api = new(LabelSelector.Of(("app", "api")), PolicyTypes.Both, [FromWeb], []);

    public static TheoryData<string, PolicySpec> Widenings => new()
    {
        { "the same", Api },
        { "a further rule", Api with { Ingress = [FromWeb, new([PolicyPeer.Namespace("y")], [])] } },
        { "a further peer", Api with { Ingress = [FromWeb with { Peers = [PolicyPeer.Namespace("y"), .. FromWeb.Peers] }] } },
        { "a further port", Api with { Ingress = [FromWeb with { Ports = [.. FromWeb.Ports, new(Protocol.UDP, 53)] }] } },
        { "a range around the port", Api with { Ingress = [FromWeb with { Ports = [new(Protocol.TCP, 79, 81)] }] } },
        { "two ranges that meet", Api with { Ingress = [FromWeb with { Ports = [new(Protocol.TCP, 70, 79)] }, FromWeb with { Ports = [new(Protocol.TCP, 80, 90)] }] } },
        { "every port of the protocol", Api with { Ingress = [FromWeb with { Ports = [new(Protocol.TCP, null)] }] } },
        { "every port", Api with { Ingress = [FromWeb with { Ports = [] }] } },
        { "anybody", Api with { Ingress = [FromWeb with { Peers = [] }] } },
        { "all pods of the namespace", Api with { Ingress = [FromWeb with { Peers = [PolicyPeer.Namespace("shop")] }] } },
        { "all pods of all namespaces", Api with { Ingress = [FromWeb with { Peers = [new(LabelSelector.Everything, null)] }] } },
        { "fewer pods isolated for egress only", Api with { Isolates = PolicyTypes.Ingress } },
    };

    public static TheoryData<string, PolicySpec> Narrowings => new()
    {
        { "a rule less", Api with { Ingress = [] } },
        { "another port", Api with { Ingress = [FromWeb with { Ports = [new(Protocol.TCP, 81)] }] } },
        { "another protocol", Api with { Ingress = [FromWeb with { Ports = [new(Protocol.UDP, 80)] }] } },
        { "a name for the port", Api with { Ingress = [FromWeb with { Ports = [new(Protocol.TCP, PortValue.Named("http"))] }] } },
        { "another namespace", Api with { Ingress = [FromWeb with { Peers = [PolicyPeer.Pods("y", LabelSelector.Of(("app", "web")))] }] } },
        { "a further label of the peer", Api with { Ingress = [FromWeb with { Peers = [PolicyPeer.Pods("shop", LabelSelector.Of(("app", "web"), ("tier", "front")))] }] } },
        { "a block instead of pods", Api with { Ingress = [FromWeb with { Peers = [PolicyPeer.Block("0.0.0.0/0")] }] } },
        { "a selector that reaches new pods", Api with { PodSelector = LabelSelector.Everything } },
        { "a selector that leaves pods", Api with { PodSelector = LabelSelector.Of(("app", "api"), ("tier", "front")) } },
    };

    [Theory, MemberData(nameof(Widenings))]
    public void These_widen(string what, PolicySpec after) => Assert.True(PolicyComparison.Widens([Api], [after]), what);

    [Theory, MemberData(nameof(Narrowings))]
    public void These_narrow(string what, PolicySpec after) => Assert.False(PolicyComparison.Widens([Api], [after]), what);

    [Fact]
    public void A_first_policy_narrows() => Assert.False(PolicyComparison.Widens([], [Api]));

    [Fact]
    public void A_policy_that_goes_may_narrow_since_another_may_isolate_the_same_pods() => Assert.False(PolicyComparison.Widens([Api], []));

    [Fact]
    public void A_policy_that_admits_nothing_may_go() => Assert.True(PolicyComparison.Widens([Api with { Ingress = [] }], []));

    [Fact]
    public void A_new_policy_type_narrows() => Assert.False(PolicyComparison.Widens([Api with { Isolates = PolicyTypes.Ingress }], [Api]));

    [Fact]
    public void No_policy_before_and_after_widens() => Assert.True(PolicyComparison.Widens([], []));

    [Fact]
    public void Rules_may_move_to_a_second_policy_of_the_same_pods()
    {
        var fromOthers = FromWeb with { Peers = [PolicyPeer.Namespace("y")] };
        var whole = Api with { Ingress = [FromWeb, fromOthers] };

        Assert.True(PolicyComparison.Widens([whole], [Api, Api with { Ingress = [fromOthers] }]));
        Assert.True(PolicyComparison.Widens([Api, Api with { Ingress = [fromOthers] }], [whole]));
    }

    [Theory]
    [InlineData("10.0.0.0/24", "", "10.0.0.0/16", "", true)]
    [InlineData("10.0.0.0/16", "", "10.0.0.0/24", "", false)]
    [InlineData("10.0.0.0/16", "10.0.1.0/24", "10.0.0.0/16", "", true)]
    [InlineData("10.0.0.0/16", "", "10.0.0.0/16", "10.0.1.0/24", false)]
    [InlineData("10.0.0.0/24", "", "10.0.0.0/16", "10.0.1.0/24", true)]
    [InlineData("10.0.0.0/16", "10.0.0.0/20", "10.0.0.0/16", "10.0.1.0/24", true)]
    [InlineData("2001:db8::1/128", "", "2001:db8::/32", "", true)]
    [InlineData("10.0.0.1/32", "", "::/0", "", false)]
    public void Blocks_widen_as_their_addresses_do(string before, string exceptBefore, string after, string exceptAfter, bool widens) =>
        Assert.Equal(widens, PolicyComparison.Widens([WithBlock(before, exceptBefore)], [WithBlock(after, exceptAfter)]));

    [Fact]
    public void What_widens_takes_no_flow_away_whatever_other_policies_there_are()
    {
        var proofs = 0;
        Gen.Select(Worlds.Spec.List[0, 2], Gen.Select(Worlds.Rule, Worlds.Selector, Gen.Int[0, 5], Worlds.Spec), Worlds.Policies, Worlds.Flow).Sample((before, change, others, flow) =>
        {
            var after = Change(before, change.Item1, change.Item2, change.Item3, change.Item4);
            if (!PolicyComparison.Widens(before, after)) return true;
            Interlocked.Increment(ref proofs);
            return !Allows(before, others, flow) || Allows(after, others, flow);
        }, iter: 25_000);

        Assert.True(proofs > 2_000, $"only {proofs} proofs: the property says little");
    }

    [Fact]
    public void One_rule_covers_another_only_where_no_flow_tells_them_apart()
    {
        var proofs = 0;
        Gen.Select(Worlds.Rule, Worlds.Rule, Worlds.Flow).Sample((narrow, wide, flow) =>
        {
            var (before, after) = (WithRule(narrow), WithRule(wide));
            if (narrow.Equals(wide) || !PolicyComparison.Widens([before], [after])) return true;
            Interlocked.Increment(ref proofs);
            return !Allows([before], [], flow) || Allows([after], [], flow);
        }, iter: 50_000);

        Assert.True(proofs > 1_000, $"only {proofs} proofs: the property says little");
    }

    [Fact]
    public void A_selector_implies_another_only_where_no_labels_tell_them_apart() =>
        Gen.Select(Worlds.Selector, Worlds.Selector, Worlds.Endpoint).Sample((narrow, wide, endpoint) =>
            !SelectorComparison.Implies(narrow, wide) || !narrow.Matches(endpoint.Labels) || wide.Matches(endpoint.Labels), iter: 20_000);

    [Fact]
    public void Every_selector_implies_itself() => Worlds.Selector.Sample(selector => SelectorComparison.Implies(selector, selector));

    private static PolicySpec WithRule(PolicyRule rule) => new(LabelSelector.Everything, PolicyTypes.Ingress, [rule], []);

    private static PolicySpec WithBlock(string cidr, string except) =>
        Api with { Ingress = [new([PolicyPeer.Block(cidr, except.Length == 0 ? [] : [except])], [])] };

    private static bool Allows(IReadOnlyList<PolicySpec> specs, List<ScopedPolicy> others, Flow flow) =>
        new PolicyEvaluator([.. specs.Index().Select(entry => new ScopedPolicy(new("x", $"own{entry.Index}"), entry.Item)), .. others]).Evaluate(flow).Allowed;

    private static List<PolicySpec> Change(List<PolicySpec> before, PolicyRule rule, LabelSelector selector, int kind, PolicySpec other) => kind switch
    {
        0 => [.. before.Select(spec => spec with { Ingress = [rule, .. spec.Ingress] })],
        1 => [.. before.Select(spec => spec with { Egress = [.. spec.Egress.Select(each => each with { Peers = [] })] })],
        2 => [.. before.Select(spec => spec with { PodSelector = selector })],
        3 => [.. before.Select(spec => spec with { Ingress = [.. spec.Ingress.Select(each => each with { Ports = [.. each.Ports, .. rule.Ports] })] })],
        4 => [other],
        _ => [.. before.Skip(1)],
    };
}
