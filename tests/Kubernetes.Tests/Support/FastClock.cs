namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>A clock that runs twenty thousand times as fast, so that backoffs cost no time and nothing else changes.</summary>
public sealed class FastClock : TimeProvider
{
    private const int Speed = 20_000;
    private readonly long start = System.GetTimestamp();

    public override long GetTimestamp() => start + ((System.GetTimestamp() - start) * Speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Scaled(System.CreateTimer(callback, state, Scale(dueTime), Scale(period)));

    private static TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Speed;

    private sealed class Scaled(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Scale(dueTime), Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
