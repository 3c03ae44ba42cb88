using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Telemetry;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>
/// Keeps a store of records equal to the server's objects, and hands every change over, once, in order: list, watch from its
/// version, and after whatever happens, on from the last version that was handed over, or from a new list and a diff.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class Reflector<T>
    where T : class
{
    private readonly KubernetesConnection connection;
    private readonly WatchScope scope;
    private readonly ReflectorOptions options;
    private readonly ILogger logger;
    private readonly TimeProvider time;
    private readonly ReflectorCounters counters;
    private readonly Intake<T> intake;
    private readonly Handover<T> handover;
    private readonly RecoveryPace pace;
    private readonly KindAbsence absence;
    private readonly StrayWatch<T>? strays;
    private readonly VersionGuard guard = new();
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PagedList<T>? listing;

    /// <param name="connection">The way to the server.</param>
    /// <param name="scope">What is followed.</param>
    /// <param name="projector">Reduces the objects to records.</param>
    /// <param name="deliver">Takes the changes.</param>
    /// <param name="wants">Decides on arrival; an object that is not wanted is as good as absent. Null wants all.</param>
    /// <param name="options">How to list and watch.</param>
    /// <param name="logger">Told of every loss, with what happens next.</param>
    public Reflector(
        KubernetesConnection connection,
        WatchScope scope,
        Projector<T> projector,
        DeliverChanges<T> deliver,
        Func<T, bool>? wants = null,
        ReflectorOptions? options = null,
        ILogger? logger = null)
    {
        this.connection = connection;
        this.scope = scope;
        this.options = options ?? ReflectorOptions.Default;
        this.logger = logger ?? NullLogger.Instance;
        time = connection.Time;
        counters = new(scope, time, this.logger);
        intake = new(scope, projector, wants, counters);
        var deletions = this.options.ConfirmDeletions ? new DeletionCheck<T>(connection, scope, intake) : null;
        handover = new(Store, deliver, deletions, counters);
        strays = deletions is null ? null : new(deletions, handover, this.options.ConfirmInterval, time, counters);
        pace = new(time, this.options);
        absence = new(time, this.options.KindGrace);
    }

    /// <summary>What has been handed over.</summary>
    public ObjectStore<T> Store { get; } = new();

    /// <summary>Done when the whole state has been handed over once, or when the kind turns out not to be installed.</summary>
    public Task Synced => synced.Task;

    /// <summary>How it is now.</summary>
    public ReflectorStatus Status => counters.Snapshot();

    /// <summary>Without a word from the server for so long, the reflector counts as deaf.</summary>
    public TimeSpan DeafLimit => options.DeafLimit;

    /// <summary>Runs until stopped; call it once.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var rechecking = strays?.RunAsync(stopping) ?? Task.CompletedTask;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await RecoverAsync(await StepAsync(stopping), stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped, as asked.
        }
        finally
        {
            counters.State = ReflectorState.Stopped;
        }
        await rechecking;
    }

    private async Task<StreamEnd> StepAsync(CancellationToken stopping)
    {
        try
        {
            return handover.Version is null ? await ListAsync(stopping) : await WatchAsync(stopping);
        }
        catch (ConsumerFailedException e)
        {
            return new(WatchEnd.ConsumerFailed, e.Message);
        }
        catch (UnreachableException e)
        {
            return new(WatchEnd.Unreachable, e.Message);
        }
        catch (KubernetesAccessException e)
        {
            return new(WatchEnd.LookupFailed, e.Message);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            return new(WatchEnd.Unforeseen, e.ToString());
        }
    }

    private async Task<StreamEnd> ListAsync(CancellationToken stopping)
    {
        counters.State = ReflectorState.Listing;
        if (options.StreamingLists && connection.StreamingLists != false)
        {
            listing = null;
            return await StreamAsync(scope.StreamingList(Timeout()), true, stopping);
        }

        var list = listing ??= new(connection, scope, intake, counters, options.PageSize);
        var end = await list.ReadAsync(stopping);
        if (end.Cause != WatchEnd.Listed) return end;
        listing = null;
        if (guard.IsStale(list.Version)) return StreamEnd.Stale(list.Version);
        await handover.ReplaceAsync(list.Objects, list.Unreadable, list.Version, stopping);
        BecomeSynced();
        return end;
    }

    private Task<StreamEnd> WatchAsync(CancellationToken stopping) => StreamAsync(scope.Watch(handover.Version!, Timeout()), false, stopping);

    private async Task<StreamEnd> StreamAsync(ApiRequest request, bool streamingList, CancellationToken stopping)
    {
        var stream = new WatchStream<T>(connection, intake, handover, guard, counters, options) { Synced = BecomeSynced };
        if (!streamingList) counters.State = ReflectorState.Watching;
        var end = await stream.RunAsync(request, streamingList, stopping);
        if (stream.IsFruitful) pace.Fruitful();
        guard.Seen(handover.Version);
        return end;
    }

    private void BecomeSynced()
    {
        absence.End();
        guard.Seen(handover.Version);
        counters.State = ReflectorState.Watching;
        counters.LastError = null;
        if (counters.Synced) return;
        counters.Synced = true;
        logger.Synced(scope, Store.Count);
        synced.TrySetResult();
    }

    private async Task RecoverAsync(StreamEnd end, CancellationToken stopping)
    {
        var recovery = pace.Next(end.Cause);
        if (recovery.Next == NextStep.Relist) listing = null;
        if (recovery.Next == NextStep.Relist && handover.Version is not null)
        {
            counters.Relisting(end.Cause);
            handover.Forget();
        }
        if (end.Cause == WatchEnd.NotInstalled) await KindMissingAsync(stopping);
        if (end.Cause == WatchEnd.NoStreaming) NoStreaming();

        var wait = pace.Wait(recovery.Wait, end.RetryAfter);
        Report(end, recovery, wait);
        if (wait > TimeSpan.Zero) await WaitAsync(recovery.Wait, wait, end.Cause, stopping);
    }

    /// <summary>Waits; the end of an outage cuts every wait short but one that the server asked for.</summary>
    private async Task WaitAsync(WaitKind kind, TimeSpan wait, WatchEnd cause, CancellationToken stopping)
    {
        if (kind == WaitKind.AsTold) await Task.Delay(wait, time, stopping);
        else if (await connection.Outage.WaitAsync(wait, cause == WatchEnd.Unreachable, stopping)) pace.StartOver();
    }

    private void NoStreaming()
    {
        if (connection.StreamingLists is null) logger.NoStreamingLists();
        connection.StreamingLists = false;
    }

    /// <summary>A kind that was there is believed to be gone, with all its objects, only when it stays missing.</summary>
    private async Task KindMissingAsync(CancellationToken stopping)
    {
        counters.Heard(0);
        counters.State = ReflectorState.NotInstalled;
        if (!absence.IsCertain(Store.Count)) return;
        if (Store.Count > 0) await HandOverNothingAsync(stopping);
        if (!counters.Synced) logger.KindMissing(scope, options.KindInterval.TotalSeconds);
        counters.Synced = true;
        synced.TrySetResult();
    }

    private async Task HandOverNothingAsync(CancellationToken stopping)
    {
        try
        {
            await handover.ReplaceAsync([], new HashSet<ObjectName>(), null, stopping);
        }
        catch (Exception e) when (e is ConsumerFailedException or KubernetesAccessException)
        {
            counters.LastError = e.Message; // the next 404 tries again
        }
    }

    private void Report(StreamEnd end, Recovery recovery, TimeSpan wait)
    {
        if (end.Cause is WatchEnd.Listed or WatchEnd.NoStreaming) return;
        if (end.Cause == WatchEnd.Closed)
        {
            logger.WatchClosed(scope);
            return;
        }
        counters.LastError = $"{end.Cause}: {end.Detail}";
        if (end.Cause == WatchEnd.NotInstalled) return;
        counters.State = ReflectorState.Waiting;
        logger.WatchLost(scope, end.Cause, end.Detail, recovery.Next == NextStep.Relist || handover.Version is null ? "relisting" : "resuming", wait.TotalSeconds);
    }

    private TimeSpan Timeout() => options.ServerTimeout * (1 + options.Random());
}
