using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>An Ingress, or a Gateway API route, that leads to Services.</summary>
/// <param name="Kind">The object's kind, such as <c>Ingress</c> or <c>HTTPRoute</c>.</param>
/// <param name="Name">Namespace and name.</param>
/// <param name="Backends">The Services and ports that it leads to.</param>
public sealed record Route(string Kind, ObjectName Name, ValueList<RouteBackend> Backends);
