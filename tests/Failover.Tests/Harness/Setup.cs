namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>What is particular to one replica.</summary>
internal sealed record Setup
{
    /// <summary>A replica that can be told to dial the tests' wires in the other replicas' place, and to speak another protocol.</summary>
    public const string Rewired = "NetpolOrleans.Failover.Rewired.dll";

    /// <summary>The program; the product's own where nothing else is said.</summary>
    public string Assembly { get; init; } = Sizes.Silo;

    /// <summary>The port on which others reach it; null takes a free one at each start.</summary>
    public int? SiloPort { get; init; }

    /// <summary>Its way to the API server; null for the world's.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>What its pod belongs to; null for nothing.</summary>
    public string? Owner { get; init; }

    /// <summary>Further variables.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];
}
