using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>One entry of <c>netpol-orleans.io/egress</c> or <c>netpol-orleans.io/ingress</c>.</summary>
/// <param name="Peer">Who is meant.</param>
/// <param name="Ports">
/// The ports, in the order of the text. Empty: a Service's own, of other peers all.
/// </param>
/// <param name="Text">The entry as written, at most 256 characters: the evidence.</param>
public sealed record Declaration(DeclaredPeer Peer, ValueList<PolicyPort> Ports, string Text);
