using NetpolOrleans.Grains.Abstractions.Cluster;

namespace NetpolOrleans.Grains.Cluster;

/// <summary>The newest cluster view on this silo: fetched once for all of its grains.</summary>
public sealed class ClusterViewFeed
{
    private readonly Lock gate = new();
    private readonly List<Action<ClusterView>> subscribers = [];

    /// <summary>The newest view, or null before the first.</summary>
    public ClusterView? Current { get; private set; }

    /// <summary>Calls back with the current view, if there is one, and with every newer one. Callbacks must not block.</summary>
    public IDisposable Subscribe(Action<ClusterView> callback)
    {
        lock (gate)
        {
            subscribers.Add(callback);
            if (Current is { } view) callback(view);
        }

        return new Subscription(this, callback);
    }

    /// <summary>Takes a newer view.</summary>
    public void Publish(ClusterView view)
    {
        lock (gate)
        {
            Current = view;
            foreach (var subscriber in subscribers) subscriber(view);
        }
    }

    private sealed class Subscription(ClusterViewFeed feed, Action<ClusterView> callback) : IDisposable
    {
        public void Dispose()
        {
            lock (feed.gate) feed.subscribers.Remove(callback);
        }
    }
}
