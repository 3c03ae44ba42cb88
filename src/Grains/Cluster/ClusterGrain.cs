using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Grains.Cluster;

/// <summary>Knows namespaces and platform, and keeps the account of epochs. All of it can be learnt anew: nothing is stored.</summary>
[KeepAlive]
public sealed class ClusterGrain(
    KubernetesConnection connection, PolicyOptions options, ShardMap map, ShardOwners owners, WatchHealth health,
    IHostApplicationLifetime host, TimeProvider time, ILoggerFactory loggers) : Grain, IClusterGrain, IDisposable
{
    /// <summary>How long a caller is kept waiting for news; below the response timeout. While this silo stops not for long: it waits for its grains' calls.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10), LastWait = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the platform's kinds may take before it is assumed as far as it is not known.</summary>
    private static readonly TimeSpan PlatformPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long shards have to tell a new activation of this grain where they are, before those unheard of are dealt out.</summary>
    private static readonly TimeSpan Introduction = TimeSpan.FromSeconds(3);

    /// <summary>
    /// After a silo came or went, shards move for balance once all run and have told each other what they know, but at the latest now: what is
    /// being taken over from a dead silo comes first.
    /// </summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked whether nodes have changed that could not be published at once.</summary>
    private static readonly TimeSpan NodeTick = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked whether a shard has become late.</summary>
    private static readonly TimeSpan LateTick = TimeSpan.FromSeconds(1);

    private readonly ILogger logger = loggers.CreateLogger<ClusterGrain>();
    private readonly CancellationTokenSource stopping = new();
    private TaskScheduler scheduler = TaskScheduler.Current;
    private EpochAccount account = null!;
    private readonly LoadAccount loads = new();
    private readonly MessageOrder order = new();
    private readonly HashSet<string> leaving = new(StringComparer.Ordinal);
    private PlatformFeeds platform = null!;
    private FeedRunner feeds = null!;
    private ClusterView? view;
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Feed> others = [];
    private bool listed;
    private long activatedAt, silosChangedAt;
    private CancellationTokenRegistration leave;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        scheduler = TaskScheduler.Current;
        activatedAt = silosChangedAt = time.GetTimestamp();
        account = new(time.GetUtcNow().ToUnixTimeMilliseconds(), time);
        feeds = new(health, stopping.Token);
        platform = new(connection, options, PostAsync, time, logger);
        _ = ListAsync();
        _ = FollowSilosAsync();
        this.RegisterGrainTimer(_ => PublishNow(), new GrainTimerCreationOptions(NodeTick, NodeTick) { KeepAlive = true });
        this.RegisterGrainTimer(_ => LookForLate(), new GrainTimerCreationOptions(LateTick, LateTick) { KeepAlive = true });
        this.RegisterGrainTimer(_ => PublishNow(), new GrainTimerCreationOptions(Introduction + TimeSpan.FromMilliseconds(100), Timeout.InfiniteTimeSpan));
        leave = host.ApplicationStopping.Register(Awaken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        news.TrySetResult();
        await feeds.StopAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        leave.Dispose();
        stopping.Dispose();
    }

    /// <inheritdoc/>
    public Task EnsureRunning(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<ClusterView?> GetView(long knownVersion, CancellationToken cancellation)
    {
        if (view is { } current && current.Version != knownVersion) return current;
        var longest = host.ApplicationStopping.IsCancellationRequested ? LastWait : LongestWait;
        await news.Task.WaitAsync(longest, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return view?.Version == knownVersion ? null : view;
    }

    /// <inheritdoc/>
    public Task Report(ShardReport report)
    {
        if (owners.IsDead(report.Silo)) return Task.CompletedTask; // it was frozen, has woken and does not know it yet
        if (!order.Take(report.Shard, report.Epoch, report.Number)) return Task.CompletedTask;
        if (account.Report(report) | loads.Report(report)) Publish();
        return Task.CompletedTask;
    }

    private void Follow(IReadOnlyList<Feed> more)
    {
        others.AddRange(more);
        foreach (var feed in more) feeds.Add(feed);
    }

    /// <inheritdoc/>
    public Task<bool> Leave(string silo)
    {
        if (leaving.Add(silo)) Publish();
        return Task.FromResult(StayingSilos().Count > 0);
    }

    private Task PublishNow()
    {
        Publish();
        return Task.CompletedTask;
    }

    private Task LookForLate()
    {
        var late = account.Late;
        if (view is null || late.Equals(view.Late)) return Task.CompletedTask;
        foreach (var shard in late.ExceptBy(view.Late.Select(each => each.Shard), each => each.Shard)) logger.ShardLate(shard.Shard, shard.Reason);
        foreach (var shard in view.Late.ExceptBy(late.Select(each => each.Shard), each => each.Shard)) logger.ShardLateNoMore(shard.Shard);
        return PublishNow();
    }

    private async Task ListAsync()
    {
        var namespaces = platform.NamespaceFeeds();
        foreach (var feed in namespaces) feeds.Add(feed);
        Follow(platform.PlatformFeedsOf());
        if (options.Namespaces.IsEmpty) await Task.WhenAll(namespaces.Select(feed => feed.Synced)); // nothing can begin without
        Follow(platform.FeedsOfNewNamespaces());
        await Task.WhenAll(namespaces.Concat(others).Select(feed => feed.Synced)).WaitAsync(PlatformPatience, time, stopping.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (var trouble in feeds.Troubles.Concat(platform.Known().Notes)) logger.PlatformTrouble(trouble);
        listed = true;
        Publish();
    }

    private async Task FollowSilosAsync()
    {
        try
        {
            await foreach (var _ in owners.Changes(stopping.Token))
            {
                silosChangedAt = time.GetTimestamp();
                Publish();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>Makes a new view of what is known and wakes those who wait for one.</summary>
    private void Publish()
    {
        if (!listed) return;
        var namespaces = platform.Namespaces.ToList();
        var shards = map.ShardsOf(namespaces);
        account.Require([.. shards]);
        var balance = account.IsSettled || time.GetElapsedTime(silosChangedAt) > Calm;
        var assigned = loads.Assign(shards, StayingSilos(), view?.Owners ?? [], time.GetElapsedTime(activatedAt) > Introduction, balance);
        var (known, notes) = platform.Known();
        var next = new ClusterView(
            view?.Version ?? 0, [.. namespaces], account.Epochs, account.DeliveredByAll, known, platform.ApiBackends, assigned, [.. feeds.Troubles, .. notes]) { Late = account.Late };
        if (next.SaysTheSameAs(view)) return;
        view = next with { Version = Math.Max(account.Version, (view?.Version ?? 0) + 1) };
        Awaken();
    }

    /// <summary>Lets those go on who wait for news; from any thread.</summary>
    private void Awaken() => Interlocked.Exchange(ref news, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>The silos that can have shards; an address is never used again, so that who leaves is remembered as long as it is active.</summary>
    private List<string> StayingSilos()
    {
        var active = owners.ActiveSilos().Select(silo => silo.ToParsableString()).ToList();
        leaving.IntersectWith(active);
        return [.. active.Except(leaving)];
    }

    private Task PostAsync(Action action) => Task.Factory.StartNew(
        () =>
        {
            action();
            Follow(platform.FeedsOfNewNamespaces());
            Publish();
        },
        stopping.Token, TaskCreationOptions.DenyChildAttach, scheduler);
}
