using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>An EndpointSlice of a Service without a selector (those of the slice controller are not watched).</summary>
/// <param name="Name">The slice's namespace and name.</param>
/// <param name="ServiceName">The Service that <c>kubernetes.io/service-name</c> names, in the same namespace.</param>
/// <param name="Addresses">IPv4 or IPv6 addresses; FQDN slices have none.</param>
/// <param name="Ports">Name, number and protocol of the endpoints' ports; a port without a number means all.</param>
public sealed record EndpointSlice(
    ObjectName Name, string ServiceName, ValueList<string> Addresses, ValueList<EndpointPort> Ports);
