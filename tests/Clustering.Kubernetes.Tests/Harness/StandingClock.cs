namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>A clock that stands still until it is set. Its short timers run all the same, and its long ones never: what a busy machine delays is not late by it.</summary>
internal sealed class StandingClock : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(300);
    private long _now;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <summary>Sets it to so long after its beginning.</summary>
    public void Set(TimeSpan now) => Interlocked.Exchange(ref _now, (long)(now.TotalSeconds * TimestampFrequency));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < Long ? dueTime : Timeout.InfiniteTimeSpan, period);
}
