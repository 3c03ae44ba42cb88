namespace LocalKubernetes.Registry;

/// <summary>What a write's query parameters ask for.</summary>
internal sealed record WriteOptions
{
    public static WriteOptions Default { get; } = new();

    /// <summary>The field manager: who is accountable for what this write changes.</summary>
    public string Manager { get; init; } = "kube-controller-manager";

    /// <summary>The version in which the client wrote; null for the stored one.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The write brings its managedFields along, as an apply does.</summary>
    public bool IsAccounted { get; init; }

    public bool DryRun { get; init; }

    /// <summary>"status", "scale", "finalize", or null for the object itself.</summary>
    public string? Subresource { get; init; }
}
