using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Grains.Abstractions.Watching;
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
/// what fails is tried again with a backoff of this workload alone. Used on one scheduler, one turn at a time.
/// </summary>
/// <param name="key">The workload.</param>
/// <param name="applier">Writes.</param>
/// <param name="options">Whose policies they are.</param>
/// <param name="map">Which shard has which namespace.</param>
/// <param name="askAnew">Asks the shard's watcher for the situation anew.</param>
/// <param name="watcher">The epoch of the shard's watcher as this silo knows it; null where it knows none.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it says what it wrote.</param>
/// <param name="stopping">After it nothing more is written.</param>
public sealed class WorkloadReconciler(
    WorkloadKey key, PolicyApplier applier, PolicyOptions options, ShardMap map, Func<Task> askAnew, Func<Guid?> watcher, TimeProvider time,
    ILogger<WorkloadReconciler> logger, CancellationToken stopping)
{
    /// <summary>A policy that others' changes touch is written at most this often; the first change is written at once.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Backoff backoff = new(time, Random.Shared.NextDouble);
    private readonly OwnWrites own = new(time);
    private readonly SituationOrder order = new();
    private WorkloadSituation? next;
    private ActivityContext cause;
    private Task running = Task.CompletedTask;
    private Task confirming = Task.CompletedTask;
    private bool outdated;

    /// <summary>The policies as last written or observed.</summary>
    public ValueList<ObjectName> Policies { get; private set; } = [];

    /// <summary>Foreign policies that hold a name that we want.</summary>
    public ValueList<ObjectName> Foreign { get; private set; } = [];

    /// <summary>Why the last reconcile failed, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether nothing is under way, and the watcher has seen all that was written.</summary>
    public bool IsIdle => running.IsCompleted && !own.IsUnconfirmed;

    /// <summary>Takes the newest situation; done when it, or a newer one, is what the policy says.</summary>
    /// <param name="situation">It.</param>
    /// <param name="from">The trace of what caused it.</param>
    /// <exception cref="OperationCanceledException">It stopped first: the situation has to be handed over again, elsewhere.</exception>
    /// <exception cref="InvalidOperationException">It is of a watcher that this silo does not know: handed over again, it counts once that is the current one.</exception>
    public Task TakeAsync(WorkloadSituation situation, ActivityContext from)
    {
        switch (order.Take(situation, watcher()))
        {
            case SituationAge.Overtaken: return Task.CompletedTask;
            case SituationAge.OfUnknownWatcher: throw new InvalidOperationException("this replica knows of another watcher of its shard");
        }

        next = next is { PolicyOnly: false } ? situation with { PolicyOnly = false } : situation;
        cause = from;
        if (running.IsCompleted) running = RunAsync();
        return DoneAsync();
    }

    /// <summary>Done when nothing is under way any more.</summary>
    public Task EndAsync() => running;

    private async Task DoneAsync()
    {
        do await running;
        while (next is not null && !stopping.IsCancellationRequested);
        if (next is not null) throw new OperationCanceledException($"{key} was not reconciled here: it moves");
    }

    private async Task RunAsync()
    {
        while (next is { } situation && !stopping.IsCancellationRequested)
        {
            (next, outdated) = (null, false);
            if (await TryReconcileAsync(situation) is { } wait) await PauseAsync(wait);
            while (outdated && next is null && !stopping.IsCancellationRequested)
                if (await TryAskAnewAsync()) break;
                else await PauseAsync(backoff.Next());
        }
    }

    /// <summary>Reconciles and says how long to wait before the next time; null for not at all.</summary>
    private async Task<TimeSpan?> TryReconcileAsync(WorkloadSituation situation)
    {
        using var reconcile = ReconcileMetrics.Begin(key, cause, time);
        try
        {
            var written = await ReconcileAsync(situation);
            reconcile.Done(!Foreign.IsEmpty ? ReconcileOutcome.Foreign : written ? ReconcileOutcome.Written : ReconcileOutcome.InPlace);
            Trouble = null;
            return written ? Pace : null;
        }
        catch (ReconcileException e)
        {
            var wait = e.RetryAfter ?? backoff.Next();
            reconcile.Done(e.Outcome is ApplyOutcome.Conflict or ApplyOutcome.Foreign ? ReconcileOutcome.Conflict : ReconcileOutcome.Failed);
            Trouble = e.Message;
            logger.PolicyNotWritten(e.Change.Verb, e.Change.Name, e.Outcome.ToString(), e.Message, wait.TotalSeconds);
            if (e.Outcome == ApplyOutcome.Conflict) outdated = true; // whoever wrote may know more: what is known here would undo it
            else next ??= situation;
            return wait;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            reconcile.Done(ReconcileOutcome.Failed);
            var wait = backoff.Next();
            Trouble = e.Message;
            logger.ReconcileFailed(e, key, wait.TotalSeconds);
            next ??= situation;
            return wait;
        }
    }

    /// <summary>The loop, as a sentence. Returns whether anything was written.</summary>
    private async Task<bool> ReconcileAsync(WorkloadSituation situation)
    {
        var desired = situation.Subject is { } subject ? PolicySynthesizer.Synthesize(subject, situation.Connections, options.Instance) : [];
        Func<string, bool>? isUnheard = situation.Late is { IsEmpty: false } late ? ns => late.Contains(map.ShardOf(ns)) : null;
        var written = false;
        foreach (var mayNarrow in PolicyPlan.Passes(desired, situation.MayNarrow))
        {
            var observed = own.Over(situation);
            var plan = PolicyPlan.Between(key, desired, observed, options.Instance, mayNarrow, isUnheard);
            Note(observed, plan);
            if (!plan.IsEmpty && situation is { PolicyOnly: true, Subject: not null }) ReconcileMetrics.Drifted(plan.Changes.Count);
            foreach (var change in plan.Changes) await ApplyAsync(change, situation);
            written |= !plan.IsEmpty;
        }

        return written;
    }

    private async Task ApplyAsync(PolicyChange change, WorkloadSituation situation)
    {
        var result = await applier.ApplyAsync(change, stopping);
        own.Note(change, result);
        if (confirming.IsCompleted) confirming = ConfirmAsync();
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
        Activity.Current = null;
        while (own.IsUnconfirmed)
        {
            await PauseAsync(OwnWrites.Patience);
            if (stopping.IsCancellationRequested) return;
            if (own.IsUnconfirmed) await TryAskAnewAsync();
        }
    }

    private async Task<bool> TryAskAnewAsync()
    {
        try
        {
            await askAnew();
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.NotAskedAnew(key, e.Message);
            return false;
        }
    }

    private async Task PauseAsync(TimeSpan wait) =>
        await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private void Note(ValueList<PolicyObject> observed, PolicyPlan plan)
    {
        Policies = [.. observed.Select(policy => policy.Name).Except(plan.Foreign)];
        foreach (var name in plan.Foreign.Except(Foreign)) logger.ForeignPolicy(name, key);
        Foreign = plan.Foreign;
    }
}
