using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Reconciling;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Hands workloads' situations to those who reconcile them: beside the watcher, or, in a shard of very many workloads, to grains on all
/// replicas. Hands over again what was lost. Used on the grain's scheduler only.
/// </summary>
internal sealed class HandOvers(
    string shard, IGrainFactory grains, Workbench beside, Shard state, ShardOwners owners, Action wake, ILogger logger, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<WorkloadKey, int> away = [];

    /// <summary>Hands a situation over, and again if it is lost before what it asks for is done.</summary>
    public void Send(WorkloadSituation situation) => _ = SendAsync(situation);

    private async Task SendAsync(WorkloadSituation situation)
    {
        try
        {
            await (IsBeside(situation.Key) ? beside.TakeAsync(situation) : CallAsync(situation));
        }
        catch (TimeoutException) when (!stopping.IsCancellationRequested)
        {
            Again(situation.Key); // the grain says itself why it does not get on
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.DispatchFailed(shard, situation.Key, e.Message, Retry.TotalSeconds);
            await Task.Delay(Retry, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            Again(situation.Key);
        }
    }

    /// <summary>While a workload is being reconciled it stays where that happens: nobody else writes meanwhile.</summary>
    private bool IsBeside(WorkloadKey workload) =>
        beside.IsBusy(workload) || (!away.ContainsKey(workload) && state.Model.WorkloadCount <= WorkloadSeat.LargestWhole);

    private async Task CallAsync(WorkloadSituation situation)
    {
        var key = situation.Key.ToString();
        away[situation.Key] = away.GetValueOrDefault(situation.Key) + 1;
        try
        {
            WorkloadSeat.Ask(WorkloadSeat.Of(key, owners));
            await grains.GetGrain<IWorkloadGrain>(key).Reconcile(situation);
        }
        finally
        {
            if (--away[situation.Key] == 0) away.Remove(situation.Key);
        }
    }

    private void Again(WorkloadKey workload)
    {
        state.MarkDirty(workload);
        wake();
    }
}
