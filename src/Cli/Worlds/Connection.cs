using NetpolOrleans.Policies.Evaluation;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>What one endpoint can reach of another; never nothing.</summary>
internal sealed record Connection(string From, string To, PortSet Ports);
