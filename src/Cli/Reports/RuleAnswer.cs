namespace NetpolOrleans.Cli.Reports;

/// <summary>A rule of a policy, for output; indices count from 0.</summary>
/// <param name="Policy">The policy as <c>namespace/name</c>.</param>
/// <param name="Rule">The rule's index among the policy's rules of that direction.</param>
/// <param name="Peer">The peer's index, or null where the rule admits everybody.</param>
/// <param name="Port">The port's index, or null where the rule opens all ports.</param>
/// <param name="Text">Peer and port in words.</param>
internal sealed record RuleAnswer(string Policy, int Rule, int? Peer, int? Port, string Text);
