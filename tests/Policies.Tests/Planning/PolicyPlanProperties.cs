using CsCheck;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Tests.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Planning;

public sealed class PolicyPlanProperties
{
    private static readonly WorkloadKey Workload = new("x", "Deployment", "w");

    private static readonly Gen<ValueList<DesiredPolicy>> Desired = Gen.Select(Worlds.Selector, Worlds.Rule.List[0, 3], Worlds.Rule.List[0, 3], (pods, egress, ingress) =>
        PolicySynthesizer.Synthesize(
            new(Workload, "apps/v1", "uid", pods), new([.. RuleMerger.Split(egress)], [.. RuleMerger.Split(ingress)], true), "main"));

    /// <summary>Nothing, our policy as once written, our policy after somebody's edit, or somebody else's of the name.</summary>
    private static readonly Gen<List<PolicyObject>> Observed = Gen.Frequency(
        (1, Gen.Const(new List<PolicyObject>())),
        (3, Desired.Select(policies => policies.Select(Server.Hold).ToList())),
        (3, Gen.Select(Desired, Worlds.Spec, (policies, spec) => policies.Select(policy => Server.Hold(policy) with { Spec = spec, Labels = Labels.Empty }).ToList())),
        (1, Gen.Select(Desired, Worlds.Spec, (policies, spec) => policies.Select(policy => Server.Hold(policy) with { Spec = spec, Labels = Labels.Empty, Annotations = Labels.Empty, Owners = [] }).ToList())));

    [Fact]
    public void Planning_after_applying_gives_an_empty_plan() =>
        Gen.Select(Desired, Observed, Gen.Bool).Sample((desired, observed, mayNarrow) =>
        {
            var plan = PolicyPlan.Between(Workload, desired, observed, "main", mayNarrow);

            var after = Server.Apply(observed, plan).Last();

            Assert.True(PolicyPlan.Between(Workload, desired, after, "main", mayNarrow).IsEmpty);
        }, iter: 5_000);

    [Fact]
    public void With_full_knowledge_what_is_ours_ends_as_desired() =>
        Gen.Select(Desired, Observed).Sample((desired, observed) =>
        {
            var plan = PolicyPlan.Between(Workload, desired, observed, "main", mayNarrow: true);

            var after = Server.Apply(observed, plan).Last();

            var own = after.Where(policy => PolicyOwnership.WorkloadOf(policy, "main") == Workload).Select(policy => (policy.Name, policy.Spec));
            if (plan.Foreign.IsEmpty) Assert.Equal(desired.Select(policy => (policy.Name, policy.Spec)), own);
        }, iter: 5_000);

    [Fact]
    public void Without_full_knowledge_no_write_cuts_any_flow() =>
        Gen.Select(Desired.Where(policies => !policies.IsEmpty), Observed).Sample((desired, observed) =>
        {
            var plan = PolicyPlan.Between(Workload, desired, observed, "main", mayNarrow: false);

            var states = Server.Apply(observed, plan).Select(state => state.Select(policy => policy.Spec).ToList()).ToList();

            Assert.All(states.Zip(states.Skip(1)), step => Assert.True(PolicyComparison.Widens(step.First, step.Second)));
        }, iter: 5_000);

    [Fact]
    public void A_foreign_policy_is_in_no_write() =>
        Gen.Select(Desired, Observed, Gen.Bool).Sample((desired, observed, mayNarrow) =>
        {
            var plan = PolicyPlan.Between(Workload, desired, observed, "main", mayNarrow);

            var foreign = observed.Where(policy => PolicyOwnership.WorkloadOf(policy, "main") != Workload).Select(policy => policy.Name);
            Assert.Empty(plan.Changes.Select(change => change.Name).Intersect(foreign));
        }, iter: 5_000);

    [Fact]
    public void While_peers_move_between_the_parts_of_a_split_policy_nobody_is_cut_who_stays() =>
        Gen.Select(Gen.Int[900, 2200], Gen.Int[0, 300], Gen.Int[0, 300]).Sample((count, removed, added) =>
        {
            var before = Split(Enumerable.Range(1000, count));
            var desired = Split(Enumerable.Range(1000 + removed, count - removed).Concat(Enumerable.Range(0, added)));
            IReadOnlyList<PolicyObject> policies = [.. before.Select(Server.Hold)];
            var staying = Peers(before).Intersect(Peers(desired)).ToHashSet();

            foreach (var mayNarrow in PolicyPlan.Passes(desired, mayNarrow: true))
                foreach (var state in Server.Apply(policies, PolicyPlan.Between(Workload, desired, policies, "main", mayNarrow)))
                {
                    policies = state;
                    Assert.Superset(staying, Peers(state.Select(policy => policy.Spec)));
                }

            Assert.Equal(desired.Select(policy => policy.Spec), policies.OrderBy(policy => policy.Name).Select(policy => policy.Spec));
        }, iter: 50);

    private static ValueList<DesiredPolicy> Split(IEnumerable<int> clients) => PolicySynthesizer.Synthesize(
        new(Workload, "apps/v1", "uid", LabelSelector.Of(("app", "w"))),
        new([], [.. clients.Select(client => new Allowance(PolicyPeer.Pods("x", LabelSelector.Of(("app", $"{client:D5}"))), []))], true), "main");

    private static HashSet<PolicyPeer> Peers(IEnumerable<DesiredPolicy> policies) => Peers(policies.Select(policy => policy.Spec));

    private static HashSet<PolicyPeer> Peers(IEnumerable<PolicySpec> specs) => specs.SelectMany(spec => spec.Ingress).SelectMany(rule => rule.Peers).ToHashSet();
}
