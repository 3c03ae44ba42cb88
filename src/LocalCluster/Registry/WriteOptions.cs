namespace LocalKubernetes.Registry;

/// <summary>What a write's query parameters ask for.</summary>
internal sealed record WriteOptions
{
    public static WriteOptions Default { get; } = new();

    public bool DryRun { get; init; }

    /// <summary>"status", "scale", "finalize", or null for the object itself.</summary>
    public string? Subresource { get; init; }
}
