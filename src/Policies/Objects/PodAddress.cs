using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A running Pod looked up by address or name, because a reference names it so.</summary>
/// <param name="Name">Namespace and name.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Labels">Its labels, without generated ones (<see cref="GeneratedLabels"/>).</param>
/// <param name="HostNetwork">Whether it uses its node's address.</param>
public sealed record PodAddress(ObjectName Name, ValueList<string> Addresses, Labels Labels, bool HostNetwork);
