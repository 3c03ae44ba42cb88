using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A declared container port.</summary>
/// <param name="Name">Its name, or null.</param>
/// <param name="Number">The container's port, 1 to 65535.</param>
/// <param name="Protocol">TCP where left out.</param>
/// <param name="HostPort">The node's port that leads to it, or null.</param>
public sealed record ContainerPort(string? Name, int Number, Protocol Protocol, int? HostPort);
