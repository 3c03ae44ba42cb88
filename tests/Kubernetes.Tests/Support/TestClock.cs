using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>A clock that stands still, and that tells which waits have begun.</summary>
public sealed class TestClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Writer.TryWrite(dueTime);
        return new Told(timer, waits.Writer);
    }

    /// <summary>Lets a wait of just this length begin, and end.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        await BegunAsync(wait);
        Advance(wait);
    }

    /// <summary>Done when a wait of just this length has begun.</summary>
    public async Task BegunAsync(TimeSpan wait)
    {
        using var patience = new CancellationTokenSource(Guard.Patience);
        while (await waits.Reader.ReadAsync(patience.Token) != wait) { }
    }

    private sealed class Told(ITimer timer, ChannelWriter<TimeSpan> waits) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            waits.TryWrite(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
