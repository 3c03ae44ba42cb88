using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// One subscriber of a shared stream: what it has yet to be told, one change per object, and the task that tells it. A slow or
/// failing subscriber delays only itself; what it has not taken is merged with what comes.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class Subscription<T> : IAsyncDisposable
    where T : class
{
    private readonly Func<T, bool> wants;
    private readonly DeliverChanges<T> deliver;
    private readonly Backoff backoff;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Subscription<T>> leave;
    private readonly Task pump;
    private Dictionary<ObjectName, ObjectChange<T>> pending = [];
    private bool complete;

    internal Subscription(Func<T, bool> wants, DeliverChanges<T> deliver, TimeProvider time, Func<double> random, Action<Subscription<T>> leave)
    {
        this.wants = wants;
        this.deliver = deliver;
        this.time = time;
        this.leave = leave;
        backoff = new(time, random);
        pump = Task.Run(PumpAsync);
    }

    /// <summary>Done when the subscriber has taken its whole part of the state once.</summary>
    public Task Synced => synced.Task;

    /// <summary>Changes that the subscriber has not taken yet.</summary>
    public int Pending
    {
        get { lock (gate) return pending.Count; }
    }

    /// <summary>What the subscriber threw last; null while it takes what it is given.</summary>
    public string? LastError { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        leave(this);
        await stopping.CancelAsync();
        await pump;
        stopping.Dispose();
        wake.Dispose();
    }

    /// <summary>Adds changes of the shared stream: those of objects that the subscriber wants, or wanted.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="whole">Whether the state is whole with these.</param>
    internal void Add(IEnumerable<ObjectChange<T>> changes, bool whole)
    {
        lock (gate)
        {
            foreach (var change in changes) Merge(pending, change.Name, Wanted(change.Old), Wanted(change.New));
            complete |= whole;
        }
        Wake();
    }

    private T? Wanted(T? value) => value is not null && wants(value) ? value : null;

    /// <summary>Puts a change after those that wait; what comes and goes in between is never told.</summary>
    private static void Merge(Dictionary<ObjectName, ObjectChange<T>> into, ObjectName name, T? old, T? now)
    {
        if (into.TryGetValue(name, out var waiting)) old = waiting.Old;
        if (Equals(old, now)) into.Remove(name);
        else into[name] = new(name, old, now);
    }

    private async Task PumpAsync()
    {
        try
        {
            while (true)
            {
                await wake.WaitAsync(stopping.Token);
                var (batch, whole) = TakePending();
                if (await TryDeliverAsync(batch))
                {
                    if (whole) synced.TrySetResult();
                    continue;
                }
                PutBack(batch);
                await Task.Delay(backoff.Next(), time, stopping.Token);
                Wake();
            }
        }
        catch (OperationCanceledException)
        {
            synced.TrySetCanceled();
        }
    }

    private (Dictionary<ObjectName, ObjectChange<T>> Batch, bool Whole) TakePending()
    {
        lock (gate)
        {
            var batch = pending;
            pending = [];
            return (batch, complete);
        }
    }

    private async Task<bool> TryDeliverAsync(Dictionary<ObjectName, ObjectChange<T>> batch)
    {
        if (batch.Count == 0) return true;
        try
        {
            await deliver([.. batch.Values], stopping.Token);
            LastError = null;
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LastError = e.Message;
            return false;
        }
    }

    private void PutBack(Dictionary<ObjectName, ObjectChange<T>> batch)
    {
        lock (gate)
        {
            foreach (var later in pending.Values) Merge(batch, later.Name, later.Old, later.New);
            pending = batch;
        }
    }

    private void Wake()
    {
        try
        {
            if (wake.CurrentCount == 0) wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else woke it, or it is gone.
        }
    }
}
