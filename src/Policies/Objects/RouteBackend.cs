using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A Service behind a route; the port by number or name, or null for all of the Service's.</summary>
public sealed record RouteBackend(ObjectName Service, PortValue? Port);
