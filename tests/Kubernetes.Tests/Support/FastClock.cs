namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>A clock that runs many times as fast, so that backoffs cost little time and nothing else changes.</summary>
/// <param name="speed">How many times.</param>
public sealed class FastClock(int speed = 20_000) : TimeProvider
{
    private readonly long start = System.GetTimestamp();

    public override long GetTimestamp() => start + ((System.GetTimestamp() - start) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Scaled(System.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;

    private sealed class Scaled(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
