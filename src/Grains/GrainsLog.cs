using Microsoft.Extensions.Logging;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;

namespace NetpolOrleans.Grains;

/// <summary>Every message of this project.</summary>
internal static partial class GrainsLog
{
    [LoggerMessage(1, LogLevel.Warning, "The cluster grain did not answer ({Cause}); asking again in {Seconds} s")]
    public static partial void ClusterViewFailed(this ILogger logger, string cause, double seconds);

    [LoggerMessage(2, LogLevel.Information, "Watching shard {Shard}")]
    public static partial void ShardStarting(this ILogger logger, string shard);

    [LoggerMessage(3, LogLevel.Information, "Shard {Shard} is listed: {Workloads} workloads")]
    public static partial void ShardSynced(this ILogger logger, string shard, int workloads);

    [LoggerMessage(4, LogLevel.Information, "Shard {Shard} may close what nobody calls for: every shard has announced its clients")]
    public static partial void BarrierPassed(this ILogger logger, string shard);

    [LoggerMessage(5, LogLevel.Warning, "Shard {Shard} could not announce its clients to {Target} ({Cause}); trying again in {Seconds} s")]
    public static partial void AnnounceFailed(this ILogger logger, string shard, string target, string cause, double seconds);

    [LoggerMessage(6, LogLevel.Warning, "Shard {Shard} could not hand {Workload} to its grain ({Cause}); trying again in {Seconds} s")]
    public static partial void DispatchFailed(this ILogger logger, string shard, WorkloadKey workload, string cause, double seconds);

    [LoggerMessage(7, LogLevel.Error, "Shard {Shard} failed while working out a change; it goes on with the next one")]
    public static partial void PumpFailed(this ILogger logger, Exception exception, string shard);

    [LoggerMessage(8, LogLevel.Warning, "The templates of running revisions of {Workload} cannot be read ({Cause}); nothing is closed for it, trying again in {Seconds} s")]
    public static partial void RevisionUnreadable(this ILogger logger, WorkloadKey workload, string cause, double seconds);

    [LoggerMessage(9, LogLevel.Information, "{Verb} of policy {Policy}: {Outcome}")]
    public static partial void PolicyWritten(this ILogger logger, string verb, ObjectName policy, string outcome);

    [LoggerMessage(10, LogLevel.Warning, "{Verb} of policy {Policy}: {Outcome}. {Detail} Trying again in {Seconds} s")]
    public static partial void PolicyNotWritten(this ILogger logger, string verb, ObjectName policy, string outcome, string detail, double seconds);

    [LoggerMessage(11, LogLevel.Warning, "Policy {Policy} is somebody else's: it is left as it is, and {Workload} has none of ours")]
    public static partial void ForeignPolicy(this ILogger logger, ObjectName policy, WorkloadKey workload);

    [LoggerMessage(12, LogLevel.Information, "The namespace of shard {Shard} is gone")]
    public static partial void ShardGone(this ILogger logger, string shard);

    [LoggerMessage(13, LogLevel.Warning, "Shard {Shard} is not running on {Silo} ({Cause}); trying again in {Seconds} s")]
    public static partial void EnsureFailed(this ILogger logger, string shard, string silo, string cause, double seconds);

    [LoggerMessage(14, LogLevel.Warning, "{Trouble}")]
    public static partial void PlatformTrouble(this ILogger logger, string trouble);

    [LoggerMessage(15, LogLevel.Error, "Reconciling {Workload} failed; trying again in {Seconds} s")]
    public static partial void ReconcileFailed(this ILogger logger, Exception exception, WorkloadKey workload, double seconds);

    [LoggerMessage(16, LogLevel.Warning, "{Target} cannot be looked up ({Cause}); trying again in {Seconds} s")]
    public static partial void LookupFailed(this ILogger logger, TargetKey target, string cause, double seconds);

    [LoggerMessage(17, LogLevel.Information, "Shard {Shard} moves to {Silo}, which should have it")]
    public static partial void ShardMoves(this ILogger logger, string shard, string silo);

    [LoggerMessage(19, LogLevel.Warning, "The running pods of {Namespace} cannot be listed ({Cause}); nothing is closed there before they are, trying again in {Seconds} s")]
    public static partial void StraysUnreadable(this ILogger logger, string @namespace, string cause, double seconds);

    [LoggerMessage(20, LogLevel.Information, "Pod {Pod} has no labels: it has got one of ours, so that a policy can select it")]
    public static partial void PodLabelled(this ILogger logger, ObjectName pod);

    [LoggerMessage(21, LogLevel.Warning, "Pod {Pod} has no labels and cannot get one ({Cause}); trying again in {Seconds} s")]
    public static partial void PodNotLabelled(this ILogger logger, ObjectName pod, string cause, double seconds);

    [LoggerMessage(22, LogLevel.Warning, "The watcher of {Workload} could not be asked for its situation anew ({Cause}); asking again")]
    public static partial void NotAskedAnew(this ILogger logger, WorkloadKey workload, string cause);

    [LoggerMessage(30, LogLevel.Information, "This replica leaves: the others take over its {Shards} shards")]
    public static partial void Leaving(this ILogger logger, int shards);

    [LoggerMessage(31, LogLevel.Warning, "{Shards} shards have not been taken over in time: they are started anew elsewhere once this replica has gone")]
    public static partial void LeavingBehind(this ILogger logger, int shards);

    [LoggerMessage(37, LogLevel.Information, "This replica leaves as the last one: policies stay as they are until another one starts")]
    public static partial void LeavingAsLast(this ILogger logger);

    [LoggerMessage(32, LogLevel.Warning, "The cluster grain could not be told that this replica leaves ({Cause}); telling it again")]
    public static partial void LeaveFailed(this ILogger logger, string cause);

    [LoggerMessage(33, LogLevel.Warning, "Shard {Shard} has not announced its clients ({Cause}); the others go on without and keep whatever admits clients of its namespaces")]
    public static partial void ShardLate(this ILogger logger, string shard, string cause);

    [LoggerMessage(34, LogLevel.Information, "Shard {Shard} is not late any more")]
    public static partial void ShardLateNoMore(this ILogger logger, string shard);

    [LoggerMessage(36, LogLevel.Warning, "Shard {Shard} cannot list all of its kinds ({Cause}): it opens what the others call for, and closes nothing")]
    public static partial void ShardWidens(this ILogger logger, string shard, string cause);

    [LoggerMessage(35, LogLevel.Warning, "Shard {Shard} may close what nobody calls for, but nothing that clients of {Late} may hold: they have not announced themselves")]
    public static partial void BarrierPassedWithout(this ILogger logger, string shard, string late);

    [LoggerMessage(18, LogLevel.Information, "{Kind} {Namespace}/{Name}: {Reason}: {Message}")]
    public static partial void FindingTold(this ILogger logger, string kind, string @namespace, string name, string reason, string message);
}
