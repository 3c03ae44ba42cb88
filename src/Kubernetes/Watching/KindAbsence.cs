namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>Judges a 404 of a whole kind: a proxy's slip looks the same, and nothing is to be narrowed by one.</summary>
internal sealed class KindAbsence(TimeProvider time, TimeSpan grace)
{
    private long? since;

    /// <summary>Whether the kind is taken for missing: at once where nothing of it is kept, else after the grace period.</summary>
    public bool IsCertain(int kept)
    {
        since ??= time.GetTimestamp();
        return kept == 0 || time.GetElapsedTime(since.Value) >= grace;
    }

    /// <summary>The kind answered.</summary>
    public void End() => since = null;
}
