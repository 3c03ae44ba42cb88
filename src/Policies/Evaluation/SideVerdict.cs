using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>What the policies of one end of a flow say, and why.</summary>
/// <param name="Direction"><see cref="PolicyTypes.Egress"/> for the end that opens the flow, else <see cref="PolicyTypes.Ingress"/>.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Isolating">The policies that isolate this end in this direction, by name.</param>
/// <param name="Admission">The first rule that admits the flow, or null.</param>
public sealed record SideVerdict(PolicyTypes Direction, SideOutcome Outcome, ValueList<ObjectName> Isolating, Admission? Admission)
{
    /// <summary>Whether this end lets the flow pass.</summary>
    public bool Allows => Outcome != SideOutcome.Denied;

    /// <summary>The decision in words.</summary>
    public override string ToString() => Outcome switch
    {
        SideOutcome.Self => $"{Direction}: a pod always reaches itself",
        SideOutcome.Unselectable => $"{Direction}: policies do not apply to this end",
        SideOutcome.NotIsolated => $"{Direction}: no policy isolates this end",
        SideOutcome.Admitted => $"{Direction}: allowed by {Admission}",
        _ => $"{Direction}: isolated by {string.Join(", ", Isolating)}, and no rule admits the flow",
    };
}
