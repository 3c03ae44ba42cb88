namespace NetpolOrleans.Grains.Cluster;

/// <summary>A value that changes often, seen to change once in a while: the first change of a quiet time at once, what follows later together.</summary>
/// <typeparam name="T">The value.</typeparam>
internal sealed class Coalesced<T>(TimeSpan interval, TimeProvider time)
    where T : IEquatable<T>
{
    private T? seen;
    private bool saw;
    private long changedAt;

    /// <summary>The value to go by, where <paramref name="now"/> is the newest.</summary>
    public T See(T now)
    {
        if (saw && (now.Equals(seen) || time.GetElapsedTime(changedAt) < interval)) return seen!;
        (saw, changedAt) = (true, time.GetTimestamp());
        return seen = now;
    }
}
