using NetpolOrleans.Kubernetes.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>A reflector whose record does not matter any more: it runs, and says how it is.</summary>
internal sealed record Feed(Func<CancellationToken, Task> RunAsync, Task Synced, Func<ReflectorStatus> Status, Func<WatchHealth, IDisposable> ReportTo)
{
    /// <summary>The feed of a reflector.</summary>
    public static Feed Of<T>(Reflector<T> reflector)
        where T : class => new(reflector.RunAsync, reflector.Synced, () => reflector.Status, health => health.Add(reflector));
}
