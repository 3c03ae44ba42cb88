namespace NetpolOrleans.Grains.Tests.Reconciling;

/// <summary>A clock that stands still: waits that are shorter than some time end at once, and others never.</summary>
internal sealed class HastyClock(TimeSpan longest) : TimeProvider
{
    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < longest ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
}
