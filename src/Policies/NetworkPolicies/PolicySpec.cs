using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.NetworkPolicies;

/// <summary>
/// A <c>NetworkPolicySpec</c> with the API's defaults applied: <paramref name="Isolates"/> is what
/// <c>policyTypes</c> says, or what it defaults to (Ingress always, Egress where an egress rule exists).
/// </summary>
/// <param name="PodSelector">The pods of the policy's namespace to which it applies; empty selects all of them.</param>
/// <param name="Isolates">The directions that the policy closes but for its rules.</param>
/// <param name="Ingress">What may come in; no rule admits nothing.</param>
/// <param name="Egress">What may go out; no rule admits nothing.</param>
public sealed record PolicySpec(
    LabelSelector PodSelector, PolicyTypes Isolates, ValueList<PolicyRule> Ingress, ValueList<PolicyRule> Egress);
