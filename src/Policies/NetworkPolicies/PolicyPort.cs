using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.NetworkPolicies;

/// <summary>One entry of <c>ports</c>.</summary>
/// <param name="Protocol">The protocol; TCP where the API leaves it out.</param>
/// <param name="Port">The pod port by number or name, or null for every port of the protocol.</param>
/// <param name="EndPort">The last port of a range that starts at a numeric <paramref name="Port"/>, or null.</param>
public sealed record PolicyPort(Protocol Protocol, PortValue? Port, int? EndPort = null);
