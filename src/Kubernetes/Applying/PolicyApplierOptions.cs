namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>How policies are written.</summary>
public sealed record PolicyApplierOptions
{
    /// <summary>Writes under way at once in this process; more lead to 429 on a small API server.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>How long all writes pause after a 429 that names no time.</summary>
    public TimeSpan DefaultPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause that is taken from a server's answer.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);
}
