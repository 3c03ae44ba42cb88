using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>A Service's port and where it leads.</summary>
/// <param name="Name">The port's name, or null.</param>
/// <param name="Port">The Service's port.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Target">The pods' port: a number wherever the back ends agree on what a name means.</param>
public sealed record FactPort(string? Name, int Port, Protocol Protocol, PortValue Target);
