using System.Threading.Channels;
using LocalKubernetes.Api;

namespace LocalKubernetes.Storage;

/// <summary>A consumer's place in the history: events are queued here in order, from the version at which it subscribed.</summary>
internal sealed class Subscription(ObjectStore store, ResourceKind? kind, string? scope, bool bookmarks) : IDisposable
{
    /// <summary>A consumer further behind than this is cut off, as a real server does with slow watches.</summary>
    private const int Backlog = 200_000;

    private readonly Channel<StoreEvent> queue = Channel.CreateUnbounded<StoreEvent>(new() { SingleReader = true });
    private int pending;

    public ResourceKind? Kind { get; } = kind;
    public string? Scope { get; } = scope;
    public bool Bookmarks { get; } = bookmarks;

    /// <summary>The store's version at the moment of subscribing.</summary>
    public long StartedAt { get; init; }

    /// <summary>Called after an event was queued, under the store's lock.</summary>
    public Action? Offered { get; init; }

    public void Offer(StoreEvent happened)
    {
        if (Interlocked.Increment(ref pending) > Backlog) queue.Writer.TryComplete();
        else queue.Writer.TryWrite(happened);
        Offered?.Invoke();
    }

    public bool HasEvents => queue.Reader.TryPeek(out _);

    public ValueTask<bool> WaitAsync(CancellationToken ct) => queue.Reader.WaitToReadAsync(ct);

    public bool TryTake(out StoreEvent happened)
    {
        if (!queue.Reader.TryRead(out happened!)) return false;
        Interlocked.Decrement(ref pending);
        return true;
    }

    public void Dispose() => store.Unsubscribe(this);
}
