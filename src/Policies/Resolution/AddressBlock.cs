using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>Addresses behind a Service without a selector.</summary>
/// <param name="Cidr">One address as <c>/32</c> or <c>/128</c>.</param>
/// <param name="Service">The Service's port that leads to <paramref name="Port"/>, or null where the endpoints' port matches none.</param>
/// <param name="Port">The endpoints' port.</param>
public sealed record AddressBlock(string Cidr, int? Service, PolicyPort Port);
