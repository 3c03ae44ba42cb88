namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Doubling delays with full jitter in their upper half, until <see cref="Reset"/>.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    public TimeSpan Next()
    {
        var delay = Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, _failures++));
        return TimeSpan.FromTicks((long)(delay * (0.5 + (0.5 * Random.Shared.NextDouble()))));
    }

    public void Reset() => _failures = 0;
}
