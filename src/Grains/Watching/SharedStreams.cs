using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Grains.Watching;

/// <summary>The cluster-wide streams of this silo: its hashed shards share one of each scope, which runs while anybody listens.</summary>
public sealed class SharedStreams(KubernetesConnection connection, WatchHealth health, ILogger<SharedStreams> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<WatchScope, Running> streams = [];

    /// <summary>How many streams run.</summary>
    public int Count
    {
        get
        {
            lock (gate) return streams.Count;
        }
    }

    /// <summary>A part of a stream as a feed of its own.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "the feed disposes of its subscription when it stops")]
    internal Feed Subscribe<T>(WatchScope scope, Projector<T> projector, Func<T, bool> wants, DeliverChanges<T> deliver)
        where T : class
    {
        lock (gate)
        {
            if (!streams.TryGetValue(scope, out var running)) streams[scope] = running = Start(scope, projector);
            running.Listeners++;
            var stream = (SharedStream<T>)running.Stream;
            var subscription = stream.Subscribe(wants, deliver);
            return new(stopping => ListenAsync(scope, subscription, stopping), subscription.Synced, () => stream.Reflector.Status, null);
        }
    }

    private Running Start<T>(WatchScope scope, Projector<T> projector)
        where T : class
    {
        var stream = new SharedStream<T>(connection, scope, projector, logger: logger);
        var stop = new CancellationTokenSource();
        _ = Task.Run(() => RunAsync(stream, stop.Token), CancellationToken.None);
        return new(stream, stop);
    }

    private async Task RunAsync<T>(SharedStream<T> stream, CancellationToken stopping)
        where T : class
    {
        using var quiet = Quiet.Begin();
        using var membership = health.Add(stream.Reflector);
        await stream.RunAsync(stopping);
    }

    private async Task ListenAsync<T>(WatchScope scope, Subscription<T> subscription, CancellationToken stopping)
        where T : class
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await subscription.DisposeAsync();
        lock (gate)
        {
            var running = streams[scope];
            if (--running.Listeners > 0) return;
            streams.Remove(scope);
            running.Stop.Cancel();
            running.Stop.Dispose();
        }
    }

    private sealed class Running(object stream, CancellationTokenSource stop)
    {
        public object Stream { get; } = stream;

        public CancellationTokenSource Stop { get; } = stop;

        public int Listeners { get; set; }
    }
}
