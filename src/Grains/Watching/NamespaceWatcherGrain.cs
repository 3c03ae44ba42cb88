using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Reconciling;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Watches one shard of namespaces. Everything here runs on the grain's own scheduler, one turn at a time: the reflectors'
/// changes are posted to it, and one pump works out what they touched.
/// </summary>
[KeepAlive, WatcherPlacement]
public sealed class NamespaceWatcherGrain(
    KubernetesConnection connection, PolicyOptions options, ShardMap map, ClusterViewFeed views, LocalShards local, ShardWatches watches,
    ShardOwners owners, PodLabeller labeller, WorkloadReconcilers reconcilers, TimeProvider time, ILoggerFactory loggers)
    : Grain, INamespaceWatcherGrain, IGrainMigrationParticipant, IDisposable
{
    private static readonly TimeSpan Resync = TimeSpan.FromMinutes(10), DrainTick = TimeSpan.FromSeconds(1);

    private readonly ILogger logger = loggers.CreateLogger<NamespaceWatcherGrain>();
    private readonly CancellationTokenSource stopping = new();
    private readonly ChangeTrace trace = new();
    private string key = "";
    private Guid epoch = Guid.NewGuid();
    private CarriedWatcher? carried;
    private ShardWatch watch = null!;
    private Shard shard = null!;
    private Correspondence correspondence = null!;
    private Workbench workbench = null!;
    private HandOvers handOvers = null!;
    private ClusterView? taken;
    private FeedRunner feeds = null!;
    private ShardFeeds sources = null!;
    private PodWatches pods = null!;
    private PodLabels labels = null!;
    private AddressLookups lookups = null!;
    private IDisposable? subscription;
    private Task pumping = Task.CompletedTask;
    private readonly ShardWeight weight = new();
    private ShardClearance clearance = null!;
    private ViewGate gate = null!;
    private ShardCondition condition = null!;
    private bool woken, started, widens, listed, moving;
    private long sequence;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = this.GetPrimaryKeyString();
        watch = watches.Take(key);
        (shard, feeds, sources) = (watch.Shard, watch.Feeds, watch.Sources);
        var courier = new ClaimCourier(key, epoch, map, shard);
        correspondence = new(epoch, shard.Model, new(map, shard.Model), courier, new(key, epoch, GrainFactory, courier, owners, Wake, logger, time, stopping.Token));
        clearance = new(map, key, epoch, hasMoved: carried is not null);
        gate = new(key, carried?.View ?? 0, time);
        workbench = new(workload => reconcilers.Make(workload, () => PostAsync(() => shard.MarkDirty(workload)), stopping.Token), time);
        handOvers = new(key, GrainFactory, workbench, shard, owners, Wake, logger, time, stopping.Token);
        var reader = new RevisionReader(connection, options);
        lookups = new(shard, reader, PostAsync, logger, time, stopping.Token);
        labels = new(shard, labeller, options, PostAsync, logger, time, stopping.Token);
        condition = new(key, owners, shard, feeds, watch.Strays, time);
        pods = new(shard, sources, reader, feeds, PostAsync, logger, time);
        this.RegisterGrainTimer(_ => OnTick(), new GrainTimerCreationOptions(DrainTick, DrainTick) { KeepAlive = true });
        this.RegisterGrainTimer(_ => OnResync(), new GrainTimerCreationOptions(Resync, Resync) { KeepAlive = true });
        await watch.Turns.MoveAsync(TaskScheduler.Current, Turn); // from here on the shard is this grain's
        if (carried is not null) correspondence.Restore(carried);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        var stopped = stopping.CancelAsync();
        local.Remove(key); // from here on nothing is published any more
        await stopped;
        await workbench.EndAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await watch.StopAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>After the last call has been answered: the watcher goes on where it moves to, as the same epoch.</summary>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (listed && taken is { } view) dehydrationContext.TryAddValue(nameof(CarriedWatcher), correspondence.Carry(view.Version, sequence, shard.Lingering, feeds.Positions));
    }

    /// <summary>Before it is activated.</summary>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue(nameof(CarriedWatcher), out CarriedWatcher? before) && before is { Format: CarriedWatcher.CurrentFormat })
            (carried, epoch, sequence) = (before, before.Epoch, before.Situations);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Cancel();
        _ = watch?.StopAsync(); // one that failed to activate is not deactivated
        stopping.Dispose();
        watch?.Dispose();
    }

    /// <inheritdoc/>
    public Task EnsureRunning(CancellationToken cancellation)
    {
        if (started) return Task.CompletedTask;
        started = true;
        logger.ShardStarting(key);
        watch.Start();
        Publish();
        subscription = views.Subscribe(_ => PostAsync(() => { }));
        _ = FinishListingAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> LetGo(string to, CancellationToken cancellation)
    {
        if (owners.MoveOf(key) is not { } owner || owner.ToParsableString() != to) return Task.FromResult(false);
        if (moving) return Task.FromResult(true);
        moving = true;
        logger.ShardMoves(key, owner.ToString());
        this.MigrateOnIdle();
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<bool> Announce(ClaimsAnnouncement announcement)
    {
        if (!correspondence.Take(announcement, views.Current)) return Task.FromResult(false);
        trace.Note(Activity.Current);
        Wake();
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<bool> Tell(FactsTold told)
    {
        if (!correspondence.Take(told, views.Current)) return Task.FromResult(false);
        trace.Note(Activity.Current);
        Wake();
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task HandOver(WorkloadKey workload)
    {
        shard.MarkDirty(workload);
        Wake();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ShardStatus> GetStatus() => Task.FromResult(Status);

    /// <inheritdoc/>
    public Task<WorkloadReport?> Explain(WorkloadKey workload) =>
        Task.FromResult(shard.Model.ContextOf(workload) is { } context ? WorkloadReport.Of(context) : null);

    private ShardStatus Status => condition.Of(listed, clearance.Value);

    private async Task FinishListingAsync()
    {
        await new ShardListing(shard, feeds, watch.Strays, time, stopping.Token).FinishAsync(BeginToWiden, carried);
        carried = null;
        correspondence.Begin(Settle);
        listed = true;
        weight.Weigh(feeds.Count, feeds.Objects);
        shard.MarkAllDirtySince(time.GetUtcNow());
        Publish();
        logger.ShardSynced(key, shard.Model.Workloads.Count());
        Wake();
    }

    private void BeginToWiden()
    {
        widens = true;
        correspondence.Offer(Settle);
        logger.ShardWidens(key, condition.Trouble("they are being listed")!);
        Wake();
    }

    /// <summary>Runs an action as a turn of this grain, from whatever thread, and wakes the pump.</summary>
    private Task PostAsync(Action action) => watch.PostAsync(action);

    /// <summary>A turn of this grain.</summary>
    private Action Turn(Action action)
    {
        var arrived = time.GetUtcNow();
        return () =>
        {
            trace.Note(Activity.Current);
            shard.Arrived(arrived);
            action();
            Wake();
        };
    }

    private void Wake()
    {
        woken = true;
        if (pumping.IsCompleted && started) pumping = PumpAsync();
    }

    private async Task PumpAsync()
    {
        while (woken && !stopping.IsCancellationRequested)
        {
            await Task.Yield(); // lets the turns that wait for this grain run first: their changes are worked out together
            woken = false;
            try
            {
                Pump();
            }
            catch (Exception e)
            {
                logger.PumpFailed(e, key);
            }
        }
    }

    /// <summary>One round, as a sentence: look at the view and the pods, settle, tell the others, hand over what is dirty.</summary>
    private void Pump()
    {
        if (views.Current is not { } view || gate.IsTooOld(view)) return;
        using var activity = trace.Begin(key);
        TakeView(view);
        if (gate.IsGone(view))
        {
            logger.ShardGone(key);
            DeactivateOnIdle();
            return;
        }

        pods.Follow();
        if (!listed && !widens) return; // half a picture would look like change
        Settle();
        if (listed) TellOthers(view);
        HandOverDirty();
        if (listed) labels.Put();
    }

    private void TellOthers(ClusterView view)
    {
        lookups.Ask();
        correspondence.Send(view, pods.AllKnown, weight.Value, condition.Trouble(pods.AllKnown ? null : "it is not known yet which revisions of its workloads run"));
    }

    private void HandOverDirty()
    {
        foreach (var (workload, mark) in shard.TakeDirty().Where(each => !shard.IsHeldBack(each.Key)))
        {
            var situation = shard.SituationOf(workload, mark, epoch, ++sequence, clearance.Value);
            if (listed || situation.Subject is not null) handOvers.Send(situation); // whose policies nobody seems to want may be of a kind that is not listed
        }
    }

    private void Settle() => correspondence.Note(shard.Settle());

    private void TakeView(ClusterView view)
    {
        if (!ReferenceEquals(view, taken))
        {
            taken = view;
            shard.Model.SetPlatform(view.Platform);
            shard.Model.SetApiBackends(view.ApiBackends);
            shard.Model.SetExistingNamespaces(view.Namespaces.ToHashSet(StringComparer.Ordinal));
            correspondence.DropStale(view);
        }

        if (!clearance.Look(view, listed, pods.AllKnown)) return;
        if (clearance.Value is { Passed: true, Late.IsEmpty: false } partial) logger.BarrierPassedWithout(key, string.Join(", ", partial.Late));
        else if (clearance.Value.Passed) logger.BarrierPassed(key);
        shard.MarkAllDirty();
    }

    private Task OnTick()
    {
        pods.LookAgain();
        workbench.Sweep();
        if (listed) weight.Weigh(feeds.Count, feeds.Objects);
        else if (started) correspondence.ReportUnlisted(condition.Trouble("it is being listed")!);
        shard.Findings.Tell();
        if (started) Publish();
        Wake();
        return Task.CompletedTask;
    }

    private void Publish()
    {
        if (!stopping.IsCancellationRequested) local.Set(Status, shard.TakeTally(), time.GetTimestamp());
    }

    private Task OnResync()
    {
        correspondence.Resync();
        shard.MarkAllDirty();
        Wake();
        return Task.CompletedTask;
    }
}
