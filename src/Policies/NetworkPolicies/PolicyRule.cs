using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.NetworkPolicies;

/// <summary>
/// One ingress or egress rule. Without <paramref name="Peers"/> every peer is admitted, without
/// <paramref name="Ports"/> every port: in the API an empty list and a missing one mean the same here.
/// </summary>
public sealed record PolicyRule(ValueList<PolicyPeer> Peers, ValueList<PolicyPort> Ports);
