using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Watching;

/// <summary>Has Pods labelled that no policy could select otherwise. Used on the grain's scheduler only.</summary>
internal sealed class PodLabels(
    Shard shard, PodLabeller labeller, PolicyOptions options, Func<Action, Task> post, ILogger logger, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>Labels those that want it and are not being labelled already.</summary>
    public void Put()
    {
        foreach (var pod in shard.TakeUnlabelled())
            if (asked.Add(pod.Uid)) _ = PutAsync(pod);
    }

    private async Task PutAsync(Workload pod)
    {
        var name = new ObjectName(pod.Key.Namespace, pod.Key.Name);
        try
        {
            if (await labeller.LabelAsync(name, pod.Uid, PodLabel.ValueOf(options.Instance, name, pod.Uid), stopping)) logger.PodLabelled(name);
        }
        catch (KubernetesAccessException e)
        {
            logger.PodNotLabelled(name, e.Message, Retry.TotalSeconds);
            await Task.Delay(Retry, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!stopping.IsCancellationRequested) await post(() => shard.MarkDirty(pod.Key));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            asked.Remove(pod.Uid);
        }
    }
}
