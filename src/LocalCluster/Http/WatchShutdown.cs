namespace LocalKubernetes.Http;

/// <summary>Ends all open watches, as a server that restarts or rebalances does.</summary>
internal sealed class WatchShutdown : IDisposable
{
    private CancellationTokenSource source = new();

    public CancellationToken Token => source.Token;

    public void CloseAll()
    {
        using var closing = Interlocked.Exchange(ref source, new CancellationTokenSource());
        closing.Cancel();
    }

    public void Dispose() => source.Dispose();
}
