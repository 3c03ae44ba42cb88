using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using Orleans.Concurrency;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>
/// Watches one shard of namespaces, knows who names whom in them, and routes what changed to the workloads' grains. Its key is the
/// shard's (<see cref="ShardMap"/>). Lives as long as any silo does: the supervisors see to it.
/// </summary>
[Alias("netpol.INamespaceWatcherGrain")]
public interface INamespaceWatcherGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that the shard is being watched, wherever it is. Cheap when it is.</summary>
    [Alias("EnsureRunning"), AlwaysInterleave]
    Task EnsureRunning(CancellationToken cancellation);

    /// <summary>
    /// The silo that should have the shard has listed it: the watcher moves there. False where it does not know (yet) that it should.
    /// </summary>
    /// <param name="to">The silo's address as <c>SiloAddress.ToParsableString</c> gives it.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    [Alias("LetGo"), AlwaysInterleave]
    Task<bool> LetGo(string to, CancellationToken cancellation);

    /// <summary>
    /// Takes the claims of another shard's clients on this one's targets; the targets' facts are told in return. False where an epoch is not
    /// current: the sender waits for the next view and announces again. So it does where no answer comes for five seconds: one that was passed on by the
    /// watcher's former silo is not known to be lost when its present one dies.
    /// </summary>
    [Alias("Announce"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> Announce([Immutable] ClaimsAnnouncement announcement);

    /// <summary>Takes another shard's word on targets that clients of this one refer to; false where the sender's epoch is not known here (yet).</summary>
    [Alias("Tell"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<bool> Tell([Immutable] FactsTold told);

    /// <summary>Hands a workload's situation over again, because its grain has seen no answer to what it wrote.</summary>
    [Alias("HandOver"), AlwaysInterleave]
    Task HandOver(WorkloadKey workload);

    /// <summary>How the shard is.</summary>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<ShardStatus> GetStatus();

    /// <summary>Why a workload of the shard has the policy that it has; null where there is no such workload.</summary>
    [Alias("Explain"), AlwaysInterleave]
    Task<WorkloadReport?> Explain(WorkloadKey workload);
}
