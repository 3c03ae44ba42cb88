using NetpolOrleans.Kubernetes.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>A reflector whose record does not matter any more: it runs, and says how it is.</summary>
/// <param name="RunAsync">Runs it until it is cancelled.</param>
/// <param name="Synced">Done when it has handed its whole state over once.</param>
/// <param name="Status">How it is.</param>
/// <param name="ReportTo">Enters the reflector among those that health and metrics look at; null where another does.</param>
internal sealed record Feed(Func<CancellationToken, Task> RunAsync, Task Synced, Func<ReflectorStatus> Status, Func<WatchHealth, IDisposable>? ReportTo)
{
    /// <summary>
    /// Whether a shard can open connections without it: what it brings are workloads of a kind that somebody else's API serves, which may be broken for all
    /// namespaces at once.
    /// </summary>
    public bool IsFurther { get; init; }


    /// <summary>The feed of a reflector.</summary>
    public static Feed Of<T>(Reflector<T> reflector)
        where T : class => new(reflector.RunAsync, reflector.Synced, () => reflector.Status, health => health.Add(reflector));
}
