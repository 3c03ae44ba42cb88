using System.Diagnostics.Metrics;
using NetpolOrleans.Kubernetes.Telemetry;

namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>
/// Whether the server answers, known to all who share a connection. The first request without an answer begins an outage; while it
/// lasts the server is asked once a second whether it is ready, and when it is, all who wait out a backoff are woken, spread out.
/// </summary>
internal sealed class ServerOutage : IDisposable
{
    /// <summary>No wait is cut shorter than this: a server that fails every other request is not asked in a loop.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.8);

    private static readonly TimeSpan LeastSpread = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan SpreadOfOne = TimeSpan.FromMilliseconds(1);
    private static readonly Histogram<double> Durations = KubernetesTelemetry.Meter.CreateHistogram<double>(
        "rest_client_outage_duration", "s", "Time from the first request without an answer until the server was ready again");

    private readonly Func<CancellationToken, Task<ServerState>> probe;
    private readonly TimeSpan interval;
    private readonly TimeProvider time;
    private readonly Func<double> random;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource disposing = new();
    private readonly CancellationToken disposed;
    private TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? since;
    private bool answered;
    private int waiting;

    /// <param name="probe">Asks the server whether it is ready.</param>
    /// <param name="interval">How often it is asked; infinite: never, and any good answer ends an outage.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">From 0 to 1, for jitter.</param>
    public ServerOutage(Func<CancellationToken, Task<ServerState>> probe, TimeSpan interval, TimeProvider time, Func<double> random)
    {
        this.probe = probe;
        this.interval = interval;
        this.time = time;
        this.random = random;
        disposed = disposing.Token;
    }

    /// <summary>A request got no answer.</summary>
    public void Unanswered()
    {
        lock (gate)
        {
            answered = false;
            if (since is not null) return;
            since = time.GetTimestamp();
        }
        if (interval != Timeout.InfiniteTimeSpan) _ = ProbeAsync();
    }

    /// <summary>A request was answered as it should be.</summary>
    public void Answered()
    {
        lock (gate)
        {
            if (since is null) return;
            answered = true;
        }
        if (interval == Timeout.InfiniteTimeSpan) End();
    }

    /// <summary>Waits, or for less where an outage ends meanwhile.</summary>
    /// <param name="wait">The whole wait.</param>
    /// <param name="unanswered">Whether the failure that is waited out was part of an outage, which may have ended by now.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the end of an outage cut the wait short.</returns>
    public async Task<bool> WaitAsync(TimeSpan wait, bool unanswered, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var whole = Task.Delay(wait, time, woken.Token);
        Interlocked.Increment(ref waiting);
        try
        {
            if (await Task.WhenAny(whole, EndOfOutage(unanswered)) == whole)
            {
                await whole;
                return false;
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
        await woken.CancelAsync();
        var spread = TimeSpan.FromTicks(Math.Max(LeastSpread.Ticks, SpreadOfOne.Ticks * Volatile.Read(ref waiting)));
        var passed = time.GetElapsedTime(began);
        var rest = Longer(TimeSpan.Zero, Shortest - passed) + (spread * random());
        await Task.Delay(Longer(TimeSpan.Zero, rest < wait - passed ? rest : wait - passed), time, cancellation);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposing.Cancel();
        disposing.Dispose();
    }

    private Task EndOfOutage(bool unanswered)
    {
        lock (gate) return unanswered && since is null ? Task.CompletedTask : ended.Task;
    }

    private async Task ProbeAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(interval * (1 - (random() / 2)), time, disposed);
                var state = await probe(disposed);
                if (state == ServerState.Ready || (state == ServerState.Untold && Volatile.Read(ref answered))) break;
            }
            End();
        }
        catch (OperationCanceledException)
        {
            // The connection is no longer used.
        }
    }

    private void End()
    {
        TaskCompletionSource all;
        lock (gate)
        {
            if (since is not { } start) return;
            Durations.Record(time.GetElapsedTime(start).TotalSeconds);
            since = null;
            all = ended;
            ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        all.SetResult();
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
