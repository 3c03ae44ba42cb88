using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// One cluster-wide stream for several subscribers: the hashed shards of a process share one per kind, each with its predicate. A
/// subscriber that comes later gets its part of the state first, then the changes.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class SharedStream<T>
    where T : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<ObjectName, T> state = [];
    private readonly List<Subscription<T>> subscriptions = [];
    private readonly TimeProvider time;
    private readonly ReflectorOptions options;
    private bool whole;

    /// <inheritdoc cref="Reflector{T}(KubernetesConnection, WatchScope, Projector{T}, DeliverChanges{T}, Func{T, bool}, ReflectorOptions, ILogger)"/>
    public SharedStream(
        KubernetesConnection connection, WatchScope scope, Projector<T> projector, ReflectorOptions? options = null, ILogger? logger = null)
    {
        this.options = options ?? ReflectorOptions.Default;
        time = connection.Time;
        Reflector = new(connection, scope, projector, TakeAsync, null, this.options, logger);
    }

    /// <summary>The stream's reflector, for <see cref="WatchHealth"/>.</summary>
    public Reflector<T> Reflector { get; }

    /// <summary>Runs until stopped; call it once. Subscriptions outlive a stop, and go on hearing nothing.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var running = Reflector.RunAsync(stopping);
        await Task.WhenAny(Reflector.Synced, running);
        lock (gate)
        {
            whole = Reflector.Synced.IsCompletedSuccessfully;
            if (whole) foreach (var subscription in subscriptions) subscription.Add([], whole: true);
        }
        await running;
    }

    /// <summary>Adds a subscriber; its first changes are the objects that it wants.</summary>
    /// <param name="wants">Its part of the objects: a function of what never changes, such as the namespace.</param>
    /// <param name="deliver">Takes the changes.</param>
    public Subscription<T> Subscribe(Func<T, bool> wants, DeliverChanges<T> deliver)
    {
        lock (gate)
        {
            var subscription = new Subscription<T>(wants, deliver, time, options.Random, Leave);
            subscriptions.Add(subscription);
            subscription.Add(state.Select(pair => new ObjectChange<T>(pair.Key, null, pair.Value)), whole);
            return subscription;
        }
    }

    private void Leave(Subscription<T> subscription)
    {
        lock (gate) subscriptions.Remove(subscription);
    }

    private ValueTask TakeAsync(IReadOnlyList<ObjectChange<T>> changes, CancellationToken stopping)
    {
        lock (gate)
        {
            foreach (var change in changes)
                if (change.New is { } now) state[change.Name] = now;
                else state.Remove(change.Name);
            foreach (var subscription in subscriptions) subscription.Add(changes, whole: false);
        }
        return ValueTask.CompletedTask;
    }
}
