using System.Globalization;

namespace NetpolOrleans.Failover.Rewired;

/// <summary>What the tests change in a replica.</summary>
/// <param name="Wires">By another replica's port, the port to dial in its place.</param>
/// <param name="Protocol">The protocol that it speaks with others; null for its own.</param>
public sealed record Settings(IReadOnlyDictionary<int, int> Wires, string? Protocol)
{
    /// <summary>From FAILOVER_WIRES, as <c>port=port,…</c>, and FAILOVER_PROTOCOL.</summary>
    public static Settings Read() => new(
        (Environment.GetEnvironmentVariable("FAILOVER_WIRES") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(wire => wire.Split('='))
            .ToDictionary(wire => int.Parse(wire[0], CultureInfo.InvariantCulture), wire => int.Parse(wire[1], CultureInfo.InvariantCulture)),
        Environment.GetEnvironmentVariable("FAILOVER_PROTOCOL"));
}
