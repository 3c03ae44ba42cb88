namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>What an object may be at most; everything that arrives from the cluster is untrusted.</summary>
public sealed record ProjectionLimits
{
    /// <summary>The API server's own limits with room: it takes at most 3 MiB in one request.</summary>
    public static readonly ProjectionLimits Default = new();

    /// <summary>The bytes of one object's JSON.</summary>
    public int MaxBytes { get; init; } = 4 << 20;

    /// <summary>How deep objects and arrays may nest.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The entries of one map or list.</summary>
    public int MaxEntries { get; init; } = 20_000;
}
