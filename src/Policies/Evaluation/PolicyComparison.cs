using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Compares what sets of policies of one namespace allow, whatever pods there are.</summary>
public static class PolicyComparison
{
    private static readonly PolicyTypes[] Directions = [PolicyTypes.Egress, PolicyTypes.Ingress];

    /// <summary>
    /// Whether going from <paramref name="before"/> to <paramref name="after"/> can cut no flow at all, whatever other policies there
    /// are: everything that was admitted still is, and no pod is isolated that was not. No policy means that everything
    /// is allowed, so a first policy, a new policyType and a selector that reaches new pods all narrow; and so does dropping a policy
    /// whose rules admit something, since another policy may isolate the same pods.
    /// </summary>
    /// <remarks>Sound and conservative: true is a proof; false may also mean that no proof was found.</remarks>
    public static bool Widens(IReadOnlyList<PolicySpec> before, IReadOnlyList<PolicySpec> after) =>
        before.SequenceEqual(after)
        || Array.TrueForAll(Directions, direction => IsolatesNoMore(before, after, direction) && AdmitsNoLess(before, after, direction));

    private static bool IsolatesNoMore(IReadOnlyList<PolicySpec> before, IReadOnlyList<PolicySpec> after, PolicyTypes direction) =>
        after.Where(policy => policy.Isolates.HasFlag(direction)).All(policy => before.Any(old =>
            old.Isolates.HasFlag(direction) && SelectorComparison.Implies(policy.PodSelector, old.PodSelector)));

    private static bool AdmitsNoLess(IReadOnlyList<PolicySpec> before, IReadOnlyList<PolicySpec> after, PolicyTypes direction) =>
        before.Where(policy => policy.Isolates.HasFlag(direction)).All(old =>
        {
            var open = new RuleCoverage(after
                .Where(policy => policy.Isolates.HasFlag(direction) && SelectorComparison.Implies(old.PodSelector, policy.PodSelector))
                .SelectMany(policy => Rules(policy, direction)));
            return Rules(old, direction).All(open.Covers);
        });

    private static ValueList<PolicyRule> Rules(PolicySpec policy, PolicyTypes direction) =>
        direction == PolicyTypes.Egress ? policy.Egress : policy.Ingress;
}
