using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.NetworkPolicies;

/// <summary>A peer by address: <c>networking.k8s.io/v1 IPBlock</c>.</summary>
/// <param name="Cidr">The range in CIDR notation, IPv4 or IPv6.</param>
/// <param name="Except">Ranges inside <paramref name="Cidr"/> that are left out.</param>
public sealed record IpBlock(string Cidr, ValueList<string> Except);
