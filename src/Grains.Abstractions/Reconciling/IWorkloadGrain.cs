using Orleans.Concurrency;

namespace NetpolOrleans.Grains.Abstractions.Reconciling;

/// <summary>
/// Owns the reconciliation of one workload's policy. Its key is the workload's (<see cref="Policies.Objects.WorkloadKey"/>).
/// </summary>
[Alias("netpol.IWorkloadGrain")]
public interface IWorkloadGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the newest situation; done when it, or a newer one, is what the policy says. One reconcile at a time runs and sees the newest
    /// situation only. A call that fails or takes too long says that the situation has to be handed over again: with its silo, a grain
    /// loses what it had not done yet.
    /// </summary>
    [Alias("Reconcile"), AlwaysInterleave]
    Task Reconcile([Immutable] WorkloadSituation situation);

    /// <summary>How the workload's policy is.</summary>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<WorkloadStatus> GetStatus();
}
