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
    ShardOwners owners, PodLabeller labeller, WorkloadReconcilers reconcilers, TimeProvider time, ILoggerFactory loggers) : Grain, INamespaceWatcherGrain, IDisposable
{
    private static readonly TimeSpan Resync = TimeSpan.FromMinutes(10), DrainTick = TimeSpan.FromSeconds(1);

    private readonly ILogger logger = loggers.CreateLogger<NamespaceWatcherGrain>();
    private readonly CancellationTokenSource stopping = new();
    private readonly Guid epoch = Guid.NewGuid();
    private readonly ChangeTrace trace = new();
    private string key = "";
    private ShardWatch watch = null!;
    private Shard shard = null!;
    private ClaimCourier courier = null!;
    private ForeignClaims foreign = null!;
    private ShardMessenger messenger = null!;
    private Workbench workbench = null!;
    private HandOvers handOvers = null!;
    private ClusterView? taken;
    private FeedRunner feeds = null!;
    private ShardFeeds sources = null!;
    private PodWatches pods = null!;
    private StrayPods strays = null!;
    private PodLabels labels = null!;
    private AddressLookups lookups = null!;
    private IDisposable? subscription;
    private Task pumping = Task.CompletedTask;
    private readonly ShardWeight weight = new();
    private Clearance clearance = Clearance.None;
    private ShardCondition condition = null!;
    private bool woken, started, widens, listed, moving;
    private long sequence;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        key = this.GetPrimaryKeyString();
        watch = watches.Take(key);
        (shard, feeds, sources) = (watch.Shard, watch.Feeds, watch.Sources);
        courier = new(key, epoch, map, shard);
        foreign = new(map, shard.Model);
        messenger = new(key, epoch, GrainFactory, courier, owners, Wake, logger, time, stopping.Token);
        workbench = new(workload => reconcilers.Make(workload, () => PostAsync(() => shard.MarkDirty(workload)), stopping.Token), time);
        handOvers = new(key, GrainFactory, workbench, shard, owners, Wake, logger, time, stopping.Token);
        var reader = new RevisionReader(connection, options);
        lookups = new(shard, reader, PostAsync, logger, time, stopping.Token);
        labels = new(shard, labeller, options, PostAsync, logger, time, stopping.Token);
        strays = new(shard, reader, logger, time, stopping.Token);
        condition = new(key, owners, shard, feeds, strays, time);
        pods = new(shard, sources, reader, feeds, PostAsync, logger, time);
        this.RegisterGrainTimer(_ => OnTick(), new GrainTimerCreationOptions(DrainTick, DrainTick) { KeepAlive = true });
        this.RegisterGrainTimer(_ => OnResync(), new GrainTimerCreationOptions(Resync, Resync) { KeepAlive = true });
        await watch.Turns.MoveAsync(TaskScheduler.Current, Turn);
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

    /// <inheritdoc/>
    public void Dispose()
    {
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
        var isCurrent = announcement.ToEpoch == epoch && views.Current?.EpochOf(announcement.From)?.Epoch == announcement.FromEpoch;
        if (!isCurrent) return Task.FromResult(false);

        courier.Note([], foreign.Accept(announcement)); // told in their order with later news
        trace.Note(Activity.Current);
        Wake();
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<bool> Tell(FactsTold told)
    {
        if (views.Current?.EpochOf(told.From)?.Epoch != told.FromEpoch) return Task.FromResult(false);
        shard.Model.Accept(told.Facts);
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

    private ShardStatus Status => condition.Of(listed, clearance);

    private async Task FinishListingAsync()
    {
        await new ShardListing(shard, feeds, strays, time, stopping.Token).FinishAsync(BeginToWiden);
        Settle();
        listed = true;
        weight.Weigh(feeds.Count, feeds.Objects);
        courier.NoteAllFacts();
        shard.MarkAllDirtySince(time.GetUtcNow());
        Publish();
        logger.ShardSynced(key, shard.Model.Workloads.Count());
        Wake();
    }

    private void BeginToWiden()
    {
        widens = true;
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
        if (views.Current is not { } view) return;
        using var activity = trace.Begin(key);
        TakeView(view);
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
        messenger.Send(view);
        messenger.Report(view, pods.AllKnown, weight.Value, condition.Trouble(pods.AllKnown ? null : "it is not known yet which revisions of its workloads run"));
    }

    private void HandOverDirty()
    {
        foreach (var (workload, mark) in shard.TakeDirty().Where(each => !shard.IsHeldBack(each.Key)))
        {
            var situation = shard.SituationOf(workload, mark, epoch, ++sequence, clearance);
            if (listed || situation.Subject is not null) handOvers.Send(situation); // whose policies nobody seems to want may be of a kind that is not listed
        }
    }

    private void Settle()
    {
        var changes = shard.Settle();
        courier.Note(changes.Claims, changes.Facts);
    }

    private void TakeView(ClusterView view)
    {
        if (!ReferenceEquals(view, taken))
        {
            taken = view;
            shard.Model.SetPlatform(view.Platform);
            shard.Model.SetApiBackends(view.ApiBackends);
            shard.Model.SetExistingNamespaces(view.Namespaces.ToHashSet(StringComparer.Ordinal));
            foreign.DropStale(view);
        }

        var now = listed ? Clearance.Of(view, map, key, epoch) : Clearance.None;
        if (now == clearance) return;
        if (now.Passed && !now.Late.IsEmpty) logger.BarrierPassedWithout(key, string.Join(", ", now.Late));
        else if (now.Passed) logger.BarrierPassed(key);
        clearance = now;
        shard.MarkAllDirty();
    }

    private Task OnTick()
    {
        pods.LookAgain();
        workbench.Sweep();
        if (listed) weight.Weigh(feeds.Count, feeds.Objects);
        else if (started) messenger.ReportUnlisted(condition.Trouble("it is being listed")!);
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
        courier.Resync();
        shard.MarkAllDirty();
        Wake();
        return Task.CompletedTask;
    }
}
