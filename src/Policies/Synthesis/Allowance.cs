using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>A peer and the ports on which it is admitted: the atom of which rules are merged.</summary>
/// <param name="Peer">The peer; null admits any.</param>
/// <param name="Ports">The ports; empty admits all.</param>
public sealed record Allowance(PolicyPeer? Peer, ValueList<PolicyPort> Ports);
