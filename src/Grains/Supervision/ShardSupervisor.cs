using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Grains.Supervision;

/// <summary>
/// Keeps the shards alive that this silo should own, also those of a silo that died: on every change of the membership or of the
/// namespaces, and every few seconds. One that runs elsewhere is fetched.
/// </summary>
public sealed class ShardSupervisor(
    IGrainFactory grains, ClusterViewFeed feed, ShardMap map, ShardOwners owners, LocalShards local, ShardWatches watches, TimeProvider time, ILogger<ShardSupervisor> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(200);

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
            var failed = await EnsureAllAsync(stoppingToken);
            using var wait = new CancellationTokenSource(failed ? Pause : Tick, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, stoppingToken);
            await changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> EnsureAllAsync(CancellationToken stopping)
    {
        if (feed.Current is not { } view) return false;
        var mine = map.ShardsOf(view.Namespaces).Where(owners.IsMine).ToHashSet(StringComparer.Ordinal);
        watches.Keep(mine);
        var results = await Task.WhenAll(mine.Select(shard => EnsureAsync(shard, stopping)));
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
            return local.Find(shard) is not null || await FetchAsync(grain, shard, either.Token);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.EnsureFailed(shard, owners.Local.ToString(), e.Message, Pause.TotalSeconds);
            return false;
        }
    }

    /// <summary>Brings a shard here from another silo: everything is listed here before it is let go there, unless it is not listed there either.</summary>
    private async Task<bool> FetchAsync(INamespaceWatcherGrain grain, string shard, CancellationToken cancellation)
    {
        if ((await grain.GetStatus().WaitAsync(cancellation)).Synced) await watches.BeginAsync(shard).WaitAsync(cancellation);
        if (!await grain.LetGo(owners.Local.ToParsableString(), cancellation)) return false;
        await grain.EnsureRunning(cancellation);
        return local.Find(shard) is not null;
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
