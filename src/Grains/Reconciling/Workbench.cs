using System.Diagnostics;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>
/// The reconcilers of a shard's workloads beside its watcher. They are reached without a directory, so another replica's death delays none of
/// them; they end with the watcher, so that its single activation is theirs. Each has a scheduler of its own; this class is used on the watcher's.
/// </summary>
/// <param name="make">Makes one.</param>
/// <param name="time">The clock.</param>
internal sealed class Workbench(Func<WorkloadKey, WorkloadReconciler> make, TimeProvider time)
{
    /// <summary>One that had nothing to do for so long is dropped: all that it knows comes with the next situation.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly Dictionary<WorkloadKey, Place> places = [];

    /// <summary>The reconcilers that there are.</summary>
    public int Count => places.Count;

    /// <summary>Whether a workload is being reconciled here.</summary>
    public bool IsBusy(WorkloadKey workload) => places.TryGetValue(workload, out var place) && place.Calls > 0;

    /// <summary>Takes the newest situation; done when it, or a newer one, is what the policy says.</summary>
    public async Task TakeAsync(WorkloadSituation situation)
    {
        if (!places.TryGetValue(situation.Key, out var place)) places[situation.Key] = place = new(make(situation.Key));
        var cause = Activity.Current?.Context ?? default;
        place.Calls++;
        try
        {
            await Task.Factory.StartNew(() => place.Reconciler.TakeAsync(situation, cause), CancellationToken.None, TaskCreationOptions.DenyChildAttach, place.Scheduler).Unwrap();
        }
        finally
        {
            place.Calls--;
            place.LastUsed = time.GetTimestamp();
        }
    }

    /// <summary>Drops those that have had nothing to do for a while.</summary>
    public void Sweep()
    {
        foreach (var (workload, place) in places.Where(each => each.Value.Calls == 0 && time.GetElapsedTime(each.Value.LastUsed) > Idle).ToList()) places.Remove(workload);
    }

    /// <summary>Done when none writes any more, after they were told to stop.</summary>
    public Task EndAsync() => Task.WhenAll(places.Values.Select(place => place.Reconciler.EndAsync()));

    private sealed class Place(WorkloadReconciler reconciler)
    {
        public WorkloadReconciler Reconciler => reconciler;

        public TaskScheduler Scheduler { get; } = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;

        public int Calls { get; set; }

        public long LastUsed { get; set; }
    }
}
