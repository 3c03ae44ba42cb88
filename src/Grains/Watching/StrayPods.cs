using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Revisions;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Looks once, when a shard starts, at the pods that run: some may end although no object says so any more. Old revisions of rollouts that look
/// finished are doubted, deleted workloads are clients until their pods are gone. It may look ahead of the shard's grain; safe for concurrent use.
/// </summary>
/// <param name="shard">The shard, touched in its turns only.</param>
/// <param name="reader">Reads pods.</param>
/// <param name="post">Runs an action in the shard's turn.</param>
/// <param name="logger">Is told of what fails.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends it.</param>
internal sealed class StrayPods(Shard shard, RevisionReader reader, Func<Action, Task> post, ILogger logger, TimeProvider time, CancellationToken stopping)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> looks = new(StringComparer.Ordinal);

    /// <summary>Why running pods could not be read, as a sentence; null while they can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Looks at the shard's namespaces, at each once, and tries again until each has answered: before that nothing may be closed.</summary>
    public async Task LookAsync()
    {
        IReadOnlyList<string> namespaces = [];
        await post(() => namespaces = [.. shard.Model.Namespaces]);
        foreach (var some in namespaces.Chunk(AtOnce)) await Task.WhenAll(some.Select(LookOnceAsync));
    }

    private async Task LookOnceAsync(string ns)
    {
        Task? look;
        lock (gate)
            if (!looks.TryGetValue(ns, out look)) looks[ns] = look = LookAsync(ns);
        try
        {
            await look;
        }
        catch
        {
            lock (gate) looks.Remove(ns); // whoever asks next looks anew
            throw;
        }
    }

    private async Task LookAsync(string ns)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var running = await RunningAsync(ns);
                IReadOnlyCollection<PodInfo> orphans = [];
                await post(() => orphans = shard.Revisions.Doubt(ns, running));
                foreach (var pods in orphans.GroupBy(Strays.MakerOf))
                    if (pods.Key is { } maker) await AdoptAsync(maker, [.. pods.DistinctBy(PodRevision.Of)]);
                Trouble = null;
                return;
            }
            catch (KubernetesAccessException e)
            {
                Trouble = $"pods of {ns}: {e.Message}";
                logger.StraysUnreadable(ns, e.Message, Retry.TotalSeconds);
                await Task.Delay(Retry, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<NamespacePods> RunningAsync(string ns)
    {
        var pods = new NamespacePods();
        foreach (var pod in await reader.RunningPodsAsync(ns, stopping)) pods.Set(pod.Name, pod);
        return pods;
    }

    private async Task AdoptAsync(WorkloadKey maker, IReadOnlyList<PodInfo> pods)
    {
        var read = new List<Workload>();
        foreach (var pod in pods)
            if (await reader.ReadPodAsync(pod.Name, stopping) is { } workload) read.Add(workload);
        if (Strays.Workload(maker, read) is { } gone) await post(() => shard.Adopt(gone));
    }
}
