using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Looks up what references name by address, or by a pod's name: these are rare, and nobody watches all Pods and all Services for them. Each is
/// asked for again from time to time, since what has the address changes. Used on the grain's scheduler only.
/// </summary>
internal sealed class AddressLookups(Shard shard, RevisionReader reader, Func<Action, Task> post, ILogger logger, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Dictionary<TargetKey, long> askedAt = [];

    /// <summary>Asks for everything that is due.</summary>
    public void Ask()
    {
        var wanted = shard.Model.TargetsToLookUp().ToHashSet();
        foreach (var gone in askedAt.Keys.Except(wanted).ToList()) askedAt.Remove(gone);
        foreach (var target in wanted)
        {
            if (askedAt.TryGetValue(target, out var at) && time.GetElapsedTime(at) < Interval) continue;
            askedAt[target] = time.GetTimestamp();
            _ = AskAsync(target);
        }
    }

    private async Task AskAsync(TargetKey target)
    {
        try
        {
            if (target.Kind == TargetKind.Address)
            {
                var facts = await reader.FindAddressAsync(target, stopping);
                await post(() => shard.Model.Accept([facts]));
            }
            else
            {
                var pod = await reader.FindPodAsync(target, stopping);
                await post(() => shard.Model.Accept(target, pod));
            }
        }
        catch (KubernetesAccessException e)
        {
            logger.LookupFailed(target, e.Message, Interval.TotalSeconds);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping.
        }
    }
}
