namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>Bounds how many writes are under way, and holds all of them back while the server asks for it.</summary>
internal sealed class WriteGate(int concurrency, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim slots = new(concurrency);
    private long openAt = time.GetTimestamp();

    /// <summary>Waits for a slot and for the time that the server named; dispose the result when the write is over.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation);
        try
        {
            while (Remaining() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellation);
            return new Slot(slots);
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    /// <summary>No write starts before this time has passed.</summary>
    public void Close(TimeSpan duration)
    {
        var until = time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency);
        long before;
        while ((before = Volatile.Read(ref openAt)) < until && Interlocked.CompareExchange(ref openAt, until, before) != before) { }
    }

    public void Dispose() => slots.Dispose();

    private TimeSpan Remaining() => -time.GetElapsedTime(Volatile.Read(ref openAt));

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? held = slots;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
