using System.Threading.Channels;

namespace LocalKubernetes.Controllers;

/// <summary>Keys and when they are due; a key that is queued twice is done once, at the earlier time.</summary>
internal sealed class WorkQueue : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly PriorityQueue<Work, (DateTimeOffset, long)> queue = new();
    private readonly Dictionary<Work, DateTimeOffset> due = [];
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long sequence;

    public WorkQueue(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Work work, TimeSpan delay)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var at = now + delay;
            if (due.TryGetValue(work, out var planned) && planned <= at) return;
            due[work] = at;
            queue.Enqueue(work, (at, sequence++));
            if (delay > TimeSpan.Zero) Arm(now);
        }
        if (delay <= TimeSpan.Zero) Wake();
    }

    /// <summary>The earliest key, if it is due.</summary>
    public bool TryTake(out Work work)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (queue.TryPeek(out work, out var order))
            {
                var stale = !due.TryGetValue(work, out var planned) || planned != order.Item1;
                if (!stale && planned > now)
                {
                    Arm(now);
                    return false;
                }
                queue.Dequeue();
                if (stale) continue;
                due.Remove(work);
                return true;
            }
            return false;
        }
    }

    /// <summary>Completes after <see cref="Wake"/>, or when a key may have become due.</summary>
    public async Task WaitAsync(CancellationToken ct) => await signal.Reader.ReadAsync(ct);

    public void Wake() => signal.Writer.TryWrite(true);

    public void Dispose() => timer.Dispose();

    private void Arm(DateTimeOffset now)
    {
        if (!queue.TryPeek(out _, out var order)) return;
        var wait = order.Item1 - now;
        timer.Change(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }
}
