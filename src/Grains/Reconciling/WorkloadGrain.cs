using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>
/// Keeps the policy of one workload: observed, desired, plan, apply. One reconcile runs at a time and sees the newest situation only;
/// what fails is tried again with a backoff of this workload alone. It moves to the seat that its watcher asks for once nothing is open here.
/// </summary>
[WorkloadPlacement]
[CollectionAgeLimit(Minutes = 2)] // all that it knows comes with the next situation: in a cluster at rest there are none
public sealed class WorkloadGrain(
    PolicyApplier applier, PolicyOptions options, ShardMap map, TimeProvider time, ILocalSiloDetails silo, ILogger<WorkloadGrain> logger)
    : Grain, IWorkloadGrain, IDisposable
{
    /// <summary>A policy that others' changes touch is written at most this often; the first change is written at once.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Backoff backoff = new(time, Random.Shared.NextDouble);
    private readonly OwnWrites own = new(time);
    private readonly CancellationTokenSource stopping = new();
    private IDisposable? confirmation;
    private WorkloadSituation? next;
    private SiloAddress? seat;
    private ActivityContext cause;
    private Task running = Task.CompletedTask;
    private WorkloadKey key;
    private ValueList<ObjectName> policies = [];
    private ValueList<ObjectName> foreign = [];
    private string? trouble;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = WorkloadKey.Parse(this.GetPrimaryKeyString()) ?? throw new ArgumentException($"{this.GetPrimaryKeyString()} is not namespace/Kind/name");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    /// <inheritdoc/>
    public Task Reconcile(WorkloadSituation situation)
    {
        if (next is { } waiting && waiting.Epoch == situation.Epoch && waiting.Sequence >= situation.Sequence) return Task.CompletedTask;
        next = next is { PolicyOnly: false } ? situation with { PolicyOnly = false } : situation;
        seat = WorkloadSeat.Asked;
        cause = Activity.Current?.Context ?? default;
        if (running.IsCompleted) running = RunAsync();
        return DoneAsync();
    }

    /// <inheritdoc/>
    public Task<WorkloadStatus> GetStatus() => Task.FromResult(new WorkloadStatus(key, silo.SiloAddress.ToString(), policies, foreign, trouble));

    private async Task DoneAsync()
    {
        do await running;
        while (next is not null && !stopping.IsCancellationRequested);
        if (next is not null) throw new OperationCanceledException($"{key} was not reconciled: its grain is leaving this silo");
    }

    private async Task RunAsync()
    {
        while (next is { } situation && !stopping.IsCancellationRequested)
        {
            next = null;
            var wait = await TryReconcileAsync(situation);
            if (wait is null) continue;
            await Task.Delay(wait.Value, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (seat is not null && !seat.Equals(silo.SiloAddress) && !own.IsUnconfirmed) DeactivateOnIdle(); // the next situation activates it there
    }

    /// <summary>Reconciles and says how long to wait before the next time; null for not at all.</summary>
    private async Task<TimeSpan?> TryReconcileAsync(WorkloadSituation situation)
    {
        using var reconcile = ReconcileMetrics.Begin(key, cause, time);
        try
        {
            var written = await ReconcileAsync(situation);
            reconcile.Done(!foreign.IsEmpty ? ReconcileOutcome.Foreign : written ? ReconcileOutcome.Written : ReconcileOutcome.InPlace);
            trouble = null;
            return written ? Pace : null;
        }
        catch (ReconcileException e)
        {
            var wait = e.RetryAfter ?? backoff.Next();
            reconcile.Done(e.Outcome is ApplyOutcome.Conflict or ApplyOutcome.Foreign ? ReconcileOutcome.Conflict : ReconcileOutcome.Failed);
            trouble = e.Message;
            logger.PolicyNotWritten(e.Change.Verb, e.Change.Name, e.Outcome.ToString(), e.Message, wait.TotalSeconds);
            next ??= situation;
            return wait;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            reconcile.Done(ReconcileOutcome.Failed);
            var wait = backoff.Next();
            trouble = e.Message;
            logger.ReconcileFailed(e, key, wait.TotalSeconds);
            next ??= situation;
            return wait;
        }
    }

    /// <summary>The loop, as a sentence. Returns whether anything was written.</summary>
    private async Task<bool> ReconcileAsync(WorkloadSituation situation)
    {
        var desired = situation.Subject is { } subject ? PolicySynthesizer.Synthesize(subject, situation.Connections, options.Instance) : [];
        var written = false;
        foreach (var mayNarrow in PolicyPlan.Passes(desired, situation.MayNarrow))
        {
            var observed = own.Over(situation);
            var plan = PolicyPlan.Between(key, desired, observed, options.Instance, mayNarrow);
            Note(observed, plan);
            if (!plan.IsEmpty && situation is { PolicyOnly: true, Subject: not null }) ReconcileMetrics.Drifted(plan.Changes.Count);
            foreach (var change in plan.Changes) await ApplyAsync(change, situation);
            written |= !plan.IsEmpty;
        }

        return written;
    }

    private async Task ApplyAsync(PolicyChange change, WorkloadSituation situation)
    {
        var result = await applier.ApplyAsync(change, stopping.Token);
        own.Note(change, result);
        confirmation ??= this.RegisterGrainTimer(_ => ConfirmAsync(), new GrainTimerCreationOptions(OwnWrites.Patience, OwnWrites.Patience));
        if (result.Succeeded || (result.Outcome == ApplyOutcome.Gone && change.Desired is null))
        {
            logger.PolicyWritten(change.Verb, change.Name, result.Outcome.ToString());
            ReconcileMetrics.Applied(change, time.GetUtcNow() - situation.Since);
        }
        else if (result.Outcome is not (ApplyOutcome.NamespaceTerminating or ApplyOutcome.NamespaceGone))
        {
            throw new ReconcileException(change, result);
        }
    }

    /// <summary>Asks the watcher for the situation anew while it has not seen what was written.</summary>
    private async Task ConfirmAsync()
    {
        if (own.IsUnconfirmed)
        {
            await GrainFactory.GetGrain<INamespaceWatcherGrain>(map.ShardOf(key.Namespace)).HandOver(key);
            return;
        }

        confirmation?.Dispose();
        confirmation = null;
    }

    private void Note(ValueList<PolicyObject> observed, PolicyPlan plan)
    {
        policies = [.. observed.Select(policy => policy.Name).Except(plan.Foreign)];
        foreach (var name in plan.Foreign.Except(foreign)) logger.ForeignPolicy(name, key);
        foreign = plan.Foreign;
    }
}
