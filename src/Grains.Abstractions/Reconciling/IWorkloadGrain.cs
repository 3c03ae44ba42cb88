using Orleans.Concurrency;

namespace NetpolOrleans.Grains.Abstractions.Reconciling;

/// <summary>
/// Owns the reconciliation of one workload's policy. Its key is the workload's (<see cref="Policies.Objects.WorkloadKey"/>).
/// </summary>
[Alias("netpol.IWorkloadGrain")]
public interface IWorkloadGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the newest situation and returns at once; one reconcile at a time runs and sees the newest situation only.
    /// </summary>
    [Alias("Reconcile"), AlwaysInterleave]
    Task Reconcile([Immutable] WorkloadSituation situation);

    /// <summary>How the workload's policy is.</summary>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<WorkloadStatus> GetStatus();
}
