using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Grains.Supervision;

/// <summary>
/// Before a silo stops, its shards go to the others: each is listed there before it is let go here. Bounded: what has not gone by then is
/// taken over as after a crash.
/// </summary>
public sealed class Departure(IGrainFactory grains, LocalShards local, ShardOwners owners, TimeProvider time, ILogger<Departure> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15), Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var quiet = Quiet.Begin();
        if (local.All.Count == 0) return;
        if (owners.ActiveSilos().Count <= 1)
        {
            logger.LeavingAsLast();
            return;
        }

        var began = time.GetTimestamp();
        logger.Leaving(local.All.Count);
        while (local.All.Count > 0 && owners.ActiveSilos().Count > 1 && time.GetElapsedTime(began) < Longest && !cancellationToken.IsCancellationRequested)
        {
            if (!await AskAsync(cancellationToken)) return;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (local.All.Count > 0) logger.LeavingBehind(local.All.Count);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks for the shards to be dealt out to the others, again and again since the cluster grain may itself be moving; false where there is nobody to take them.</summary>
    private async Task<bool> AskAsync(CancellationToken cancellation)
    {
        try
        {
            return await grains.GetGrain<IClusterGrain>(0).Leave(owners.Local.ToParsableString()).WaitAsync(Patience, time, cancellation);
        }
        catch (Exception e)
        {
            if (!cancellation.IsCancellationRequested) logger.LeaveFailed(e.Message);
            return true;
        }
    }
}
