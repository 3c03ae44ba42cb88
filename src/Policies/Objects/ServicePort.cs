using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A port of a Service.</summary>
/// <param name="Name">Its name, or null where the Service has one unnamed port.</param>
/// <param name="Port">The Service's port, 1 to 65535.</param>
/// <param name="TargetPort">The pods' port; the Service's port where left out.</param>
/// <param name="Protocol">TCP where left out.</param>
/// <param name="NodePort">The nodes' port, or null.</param>
public sealed record ServicePort(string? Name, int Port, PortValue TargetPort, Protocol Protocol, int? NodePort = null);
