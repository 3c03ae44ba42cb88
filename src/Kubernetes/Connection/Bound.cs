namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>A token that is cancelled by the caller, or when time is up on the given clock.</summary>
internal sealed class Bound : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration caller;

    public Bound(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        source = new(limit, time);
        caller = cancellation.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    public CancellationToken Token => source.Token;

    /// <summary>Starts the time anew.</summary>
    public void Extend(TimeSpan limit) => source.CancelAfter(limit);

    public void Dispose()
    {
        caller.Dispose();
        source.Dispose();
    }
}
