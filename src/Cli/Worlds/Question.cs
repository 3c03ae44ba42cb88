using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Whether one endpoint reaches another, on one port or on whichever is open.</summary>
/// <param name="From">Who asks.</param>
/// <param name="To">Who answers.</param>
/// <param name="Port">The pod's port, or null.</param>
/// <param name="Protocol">The protocol of <paramref name="Port"/>.</param>
internal sealed record Question(Endpoint From, Endpoint To, int? Port, Protocol Protocol);
