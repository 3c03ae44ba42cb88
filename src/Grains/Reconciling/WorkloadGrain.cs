using System.Diagnostics;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>
/// Reconciles one workload of a shard that has too many for one replica. It moves to the seat that its watcher asks for once nothing is
/// open here.
/// </summary>
[WorkloadPlacement]
[CollectionAgeLimit(Minutes = 2)] // all that it knows comes with the next situation: in a cluster at rest there are none
public sealed class WorkloadGrain(WorkloadReconcilers reconcilers, ShardMap map, ILocalSiloDetails silo) : Grain, IWorkloadGrain, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private WorkloadReconciler reconciler = null!;
    private WorkloadKey key;
    private SiloAddress? seat;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = WorkloadKey.Parse(this.GetPrimaryKeyString()) ?? throw new ArgumentException($"{this.GetPrimaryKeyString()} is not namespace/Kind/name");
        reconciler = reconcilers.Make(key, () => GrainFactory.GetGrain<INamespaceWatcherGrain>(map.ShardOf(key.Namespace)).HandOver(key), stopping.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await reconciler.EndAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    /// <inheritdoc/>
    public async Task Reconcile(WorkloadSituation situation)
    {
        seat = WorkloadSeat.Asked;
        await reconciler.TakeAsync(situation, Activity.Current?.Context ?? default);
        if (seat is not null && !seat.Equals(silo.SiloAddress) && reconciler.IsIdle) DeactivateOnIdle(); // the next situation activates it there
    }

    /// <inheritdoc/>
    public Task<WorkloadStatus> GetStatus() =>
        Task.FromResult(new WorkloadStatus(key, silo.SiloAddress.ToString(), reconciler.Policies, reconciler.Foreign, reconciler.Trouble));
}
