using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Reading;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Follows one Namespace by asking for it again and again: a Role may grant <c>get</c> on its own namespace, while to list and to watch
/// namespaces takes a ClusterRole.
/// </summary>
internal sealed class NamespacePoll(KubernetesConnection connection, string name, Action<NamespaceInfo?> set, Func<Action, Task> post, TimeProvider time)
{
    /// <summary>How long a changed annotation of the namespace may go unnoticed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ObjectReader reader = new(connection);
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NamespaceInfo? known;
    private string? trouble;

    /// <summary>The poll as a feed; it is in step once it has an answer.</summary>
    public Feed Feed => new(RunAsync, synced.Task, () => Status, null);

    private ReflectorStatus Status => new()
    {
        Scope = new(ResourceKinds.Namespaces, FieldSelector: $"metadata.name={name}"),
        State = trouble is null ? ReflectorState.Watching : ReflectorState.Waiting,
        Synced = synced.Task.IsCompleted,
        Objects = known is null ? 0 : 1,
        LastError = trouble,
    };

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await AskAsync(stopping);
            await Task.Delay(Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(CancellationToken stopping)
    {
        try
        {
            var found = await reader.GetAsync(ResourceKinds.Namespaces, Projectors.Namespace, new("", name), stopping);
            trouble = null;
            if (synced.Task.IsCompleted && Equals(found, known)) return;
            known = found;
            await post(() => set(found));
            synced.TrySetResult();
        }
        catch (KubernetesAccessException e)
        {
            trouble = e.Message;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping.
        }
    }
}
