using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Tests.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Planning;

/// <summary>Policies of x are planned while nothing is known of the clients in y.</summary>
public sealed class UnheardNamespaceProperties
{
    private static readonly WorkloadKey Workload = new("x", "Deployment", "w");
    private static readonly Platform Nodes = Platform.Assumed with { NodeCidrs = ["0.0.0.0/0", "::/0"] };
    private static readonly LabelSelector Pods = LabelSelector.Of(("a", "1"));

    private static readonly Gen<Allowance> Named = Gen.Select(Gen.OneOf("x", "y", "z"), Worlds.Selector, Worlds.Rule, (ns, pods, rule) =>
        new Allowance(PolicyPeer.Pods(ns, pods), rule.Ports));

    private static readonly Gen<List<Allowance>> Allowances = Gen.Select(Named.List[0, 3], Worlds.Rule.List[0, 2], (named, rules) =>
        named.Concat(RuleMerger.Split(rules.ToValueList())).ToList());

    private static readonly Gen<LabelSelector> Selector = Gen.Frequency((4, Gen.Const(Pods)), (1, Worlds.Selector));

    private static readonly Gen<(LabelSelector Pods, List<Allowance> Ingress, List<Allowance> Egress)> Wanted = Gen.Select(Selector, Allowances, Allowances);

    /// <summary>What was written before, somebody's edit of it, or nothing.</summary>
    private static readonly Gen<List<PolicyObject>> Observed = Gen.Frequency(
        (4, Wanted.Select(wanted => Desired(wanted.Pods, wanted.Ingress, wanted.Egress).Select(Server.Hold).ToList())),
        (2, Gen.Select(Wanted, Worlds.Spec, (wanted, spec) => Desired(wanted.Pods, wanted.Ingress, wanted.Egress).Select(policy => Server.Hold(policy) with { Spec = spec }).ToList())),
        (1, Gen.Const(new List<PolicyObject>())));

    /// <summary>A flow into x from a pod of y, on its node's network or not.</summary>
    private static readonly Gen<Flow> FromTheUnheard = Worlds.Flow
        .Where(flow => flow.From.Namespace == "y" && flow.To.Namespace == "x" && (!flow.From.HostNetwork || !flow.From.Addresses.IsEmpty));

    [Fact]
    public void No_write_cuts_a_flow_from_where_nothing_is_known() =>
        Gen.Select(Wanted, Observed, FromTheUnheard).Sample((wanted, observed, flow) =>
        {
            var states = Server.Apply(observed, Plan(wanted, observed)).Select(state => LiteralEvaluator.Allows(Scoped(state), flow)).ToList();

            Assert.All(states.Zip(states.Skip(1)), step => Assert.True(!step.First || step.Second));
        }, iter: 20_000);

    [Fact]
    public void What_certainly_admits_nobody_of_there_is_closed() =>
        Gen.Select(Wanted, Allowances, Allowances).Sample((wanted, ingress, egress) =>
        {
            var elsewhere = ingress.Where(each => each.Peer?.NamespaceSelector?.MatchLabels[PolicyPeer.NamespaceNameLabel] is "x" or "z").ToList();
            var observed = Desired(Pods, elsewhere, egress).Select(Server.Hold).ToList();

            var after = Server.Apply(observed, Plan(wanted with { Pods = Pods }, observed)).Last();

            Assert.Equal(Desired(Pods, wanted.Ingress, wanted.Egress).Select(policy => policy.Spec), after.Select(policy => policy.Spec));
        }, iter: 5_000);

    [Fact]
    public void Of_what_may_admit_somebody_only_that_stays() =>
        Gen.Select(Wanted, Allowances).Sample((wanted, ingress) =>
        {
            var observed = Desired(Pods, ingress, []).Select(Server.Hold).ToList();

            var after = Server.Apply(observed, Plan(wanted with { Pods = Pods }, observed)).Last();

            var rules = RuleMerger.Merge(RuleMerger.Split(Desired(Pods, wanted.Ingress, [])[0].Spec.Ingress).Concat(RuleMerger.Split(observed[0].Spec.Ingress).Where(each => each.Peer?.NamespaceSelector?.MatchLabels[PolicyPeer.NamespaceNameLabel] is not ("x" or "z")
                && each.Peer is not { NamespaceSelector: null, IpBlock: null })));
            Assert.Equal(rules, Assert.Single(after).Spec.Ingress);
        }, iter: 5_000);

    [Fact]
    public void Planning_after_applying_gives_an_empty_plan() =>
        Gen.Select(Wanted, Observed).Sample((wanted, observed) =>
        {
            var after = Server.Apply(observed, Plan(wanted, observed)).Last();

            Assert.True(Plan(wanted, after).IsEmpty);
        }, iter: 5_000);

    [Fact]
    public void Once_they_are_known_everything_ends_as_desired() =>
        Gen.Select(Wanted, Observed).Sample((wanted, observed) =>
        {
            var between = Server.Apply(observed, Plan(wanted, observed)).Last();
            var desired = Desired(wanted.Pods, wanted.Ingress, wanted.Egress);

            var after = Server.Apply(between, PolicyPlan.Between(Workload, desired, between, "main", mayNarrow: true)).Last();

            Assert.Equal(desired.Select(policy => policy.Spec), after.Select(policy => policy.Spec));
        }, iter: 5_000);

    private static PolicyPlan Plan((LabelSelector Pods, List<Allowance> Ingress, List<Allowance> Egress) wanted, IReadOnlyCollection<PolicyObject> observed)
    {
        var ingress = observed.Count == 0 ? wanted.Ingress.Concat(UnheardRule.Allowances(["y"], Nodes)) : wanted.Ingress;
        return PolicyPlan.Between(Workload, Desired(wanted.Pods, ingress, wanted.Egress), observed, "main", mayNarrow: true, ns => ns == "y");
    }

    private static ValueList<DesiredPolicy> Desired(LabelSelector pods, IEnumerable<Allowance> ingress, IEnumerable<Allowance> egress) =>
        PolicySynthesizer.Synthesize(new(Workload, "apps/v1", "uid", pods.IsEmpty ? Pods : pods), new([.. egress], [.. ingress], true), "main");

    private static List<ScopedPolicy> Scoped(IEnumerable<PolicyObject> policies) => [.. policies.Select(policy => new ScopedPolicy(policy.Name, policy.Spec))];
}
