using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>A policy as the evaluator sees it: where it is, and what it says.</summary>
/// <param name="Name">Its namespace, to which its pod selectors are bound, and its name, by which verdicts cite it.</param>
/// <param name="Spec">What it says.</param>
public sealed record ScopedPolicy(ObjectName Name, PolicySpec Spec)
{
    /// <summary>A policy that exists.</summary>
    public static ScopedPolicy Of(PolicyObject policy) => new(policy.Name, policy.Spec);

    /// <summary>A policy that we want.</summary>
    public static ScopedPolicy Of(DesiredPolicy policy) => new(policy.Name, policy.Spec);
}
