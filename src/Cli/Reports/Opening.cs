namespace NetpolOrleans.Cli.Reports;

/// <summary>A peer and ports that a policy opens, and why.</summary>
/// <param name="Peer">The peer in words.</param>
/// <param name="Ports">The ports, such as <c>80/TCP</c>; empty opens all.</param>
/// <param name="Because">At least one reason.</param>
internal sealed record Opening(string Peer, IReadOnlyList<string> Ports, IReadOnlyList<Because> Because);
