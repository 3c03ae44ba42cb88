using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A port of an EndpointSlice.</summary>
/// <param name="Name">The Service port's name; empty or null for the unnamed one.</param>
/// <param name="Port">The endpoints' port, or null for every port.</param>
/// <param name="Protocol">TCP where left out.</param>
public sealed record EndpointPort(string? Name, int? Port, Protocol Protocol);
