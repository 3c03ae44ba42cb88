using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>The rule that admits a flow; all indices count from 0 in the order of the policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Rule">The rule's index among the policy's rules of that direction.</param>
/// <param name="Peer">The matching peer's index, or null where the rule admits every peer.</param>
/// <param name="Port">The matching port's index, or null where the rule opens every port.</param>
public sealed record Admission(ObjectName Policy, int Rule, int? Peer, int? Port)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Policy} rule {Rule}, {(Peer is null ? "any peer" : $"peer {Peer}")}, {(Port is null ? "any port" : $"port {Port}")}";
}
