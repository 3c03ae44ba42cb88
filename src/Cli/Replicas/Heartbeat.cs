namespace NetpolOrleans.Cli.Replicas;

/// <summary>A replica's Lease: when it last gave a sign of life, by its own clock, and what it said of itself then.</summary>
/// <param name="Lease">The Lease's name.</param>
/// <param name="Pod">The Pod that owns it, or null.</param>
/// <param name="Silo">The replica's address.</param>
/// <param name="Renewed">When it was renewed.</param>
/// <param name="Says">The annotations under <c>netpol-orleans.io/</c>, without that.</param>
internal sealed record Heartbeat(string Lease, string? Pod, string Silo, DateTimeOffset Renewed, IReadOnlyDictionary<string, string> Says);
