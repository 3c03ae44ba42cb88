using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Grains.Supervision;

/// <summary>
/// Keeps the shards alive that this silo should own, also those of a silo that died: on every change of the membership or of the
/// namespaces, and every few seconds. One that runs elsewhere is fetched.
/// </summary>
public sealed class ShardSupervisor(
    IGrainFactory grains, ClusterViewFeed feed, ShardMap map, ShardOwners owners, LocalShards local, ShardWatches watches, PolicyOptions options, IHostApplicationLifetime host,
    TimeProvider time, ILogger<ShardSupervisor> logger) : BackgroundService
{
    /// <summary>How many shards are fetched at a time, so that each is without a grain for a moment only; the first alone, the lightest, while this process is cold.</summary>
    private const int AtOnce = 4;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(200), Glance = TimeSpan.FromMilliseconds(20);

    private Task fetching = Task.CompletedTask;
    private bool isWarm;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var quiet = Quiet.Begin();
        using var changed = new SemaphoreSlim(0, 1);
        using var views = feed.Subscribe(_ => Signal(changed));
        _ = FollowMembershipAsync(changed, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var failed = await EnsureAllAsync(changed, stoppingToken);
            using var wait = new CancellationTokenSource(failed ? Pause : Tick, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, stoppingToken);
            await changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> EnsureAllAsync(SemaphoreSlim changed, CancellationToken stopping)
    {
        if (feed.Current is not { } view) return false;
        var mine = map.ShardsOf(view.Namespaces).Where(owners.IsMine).ToHashSet(StringComparer.Ordinal);
        watches.Keep(mine);
        var results = await Task.WhenAll(mine.Select(shard => EnsureAsync(shard, stopping)));
        var elsewhere = mine.Where(shard => local.Find(shard) is null).OrderBy(shard => view.LoadOf(shard).Objects).ToList();
        if (elsewhere.Count > 0 && fetching.IsCompleted) fetching = FetchAllAsync(elsewhere, changed, stopping);
        return results.Contains(false);
    }

    private async Task<bool> EnsureAsync(string shard, CancellationToken stopping)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
            var grain = grains.GetGrain<INamespaceWatcherGrain>(shard);
            await grain.EnsureRunning(either.Token);
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.EnsureFailed(shard, owners.Local.ToString(), e.Message, Pause.TotalSeconds);
            return false;
        }
    }

    /// <summary>Brings shards here that run on other silos, a few at a time.</summary>
    private async Task FetchAllAsync(List<string> shards, SemaphoreSlim changed, CancellationToken stopping)
    {
        await StartedAsync(stopping);
        if (!isWarm) await Task.Run(() => Rehearsal.Run(options, time), stopping);
        var cold = isWarm ? 0 : 1;
        foreach (var shard in shards.Take(cold)) await TryFetchAsync(shard, stopping);
        isWarm = true;
        await Parallel.ForEachAsync(
            shards.Skip(cold), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping }, async (shard, cancellation) => await TryFetchAsync(shard, cancellation))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (shards.Exists(shard => local.Find(shard) is null)) await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Signal(changed);
    }

    /// <summary>A process that still starts would keep what it fetches waiting.</summary>
    private async Task StartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TryFetchAsync(string shard, CancellationToken stopping)
    {
        if (!owners.IsMine(shard) || local.Find(shard) is not null) return;
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
            await FetchAsync(grains.GetGrain<INamespaceWatcherGrain>(shard), shard, either.Token);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.EnsureFailed(shard, owners.Local.ToString(), e.Message, Pause.TotalSeconds);
        }
    }

    /// <summary>Brings a shard here from another silo: everything is listed here before it is let go there, unless it is not listed there either.</summary>
    private async Task FetchAsync(INamespaceWatcherGrain grain, string shard, CancellationToken cancellation)
    {
        if ((await grain.GetStatus().WaitAsync(cancellation)).Synced) await watches.BeginAsync(shard).WaitAsync(cancellation);
        if (!await grain.LetGo(owners.Local.ToParsableString(), cancellation)) return;
        await grain.EnsureRunning(cancellation);
        while (local.Find(shard) is { Synced: false } && !cancellation.IsCancellationRequested)
            await Task.Delay(Glance, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FollowMembershipAsync(SemaphoreSlim changed, CancellationToken stopping)
    {
        try
        {
            await foreach (var _ in owners.Changes(stopping)) Signal(changed);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private static void Signal(SemaphoreSlim changed)
    {
        try
        {
            changed.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Already signalled, or nobody listens any more.
        }
    }
}
