namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Waits of 0.8 s that double up to 30 s, each with up to as much again of jitter below the cap, starting over after two minutes
/// without a failure: client-go's figures.
/// </summary>
/// <param name="time">The clock that tells how long things went well.</param>
/// <param name="random">The jitter: from 0 to 1.</param>
public sealed class Backoff(TimeProvider time, Func<double> random)
{
    /// <summary>The first wait.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    private TimeSpan next = First;
    private TimeSpan lastWait;
    private long? failedAt;

    /// <summary>The wait after a failure that happened now.</summary>
    public TimeSpan Next()
    {
        if (failedAt is { } before && time.GetElapsedTime(before) - lastWait > Healthy) next = First;
        failedAt = time.GetTimestamp();
        lastWait = Jittered(next);
        next = TimeSpan.FromTicks(Math.Min(next.Ticks * 2, Longest.Ticks));
        return lastWait;
    }

    /// <summary>The next wait is the first again.</summary>
    public void StartOver() => next = First;

    /// <summary>A wait of the given length with jitter, at most <see cref="Longest"/> where the length is.</summary>
    public TimeSpan Jittered(TimeSpan wait) =>
        TimeSpan.FromTicks(Math.Min((long)(wait.Ticks * (1 + random())), Math.Max(Longest.Ticks, wait.Ticks)));
}
