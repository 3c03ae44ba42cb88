using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Cluster;

namespace NetpolOrleans.Grains.Supervision;

/// <summary>Fetches every new view of the cluster grain for this silo. Asking also keeps that grain alive, wherever it is.</summary>
public sealed class ClusterViewFollower(IGrainFactory grains, ClusterViewFeed feed, TimeProvider time, ILogger<ClusterViewFollower> logger)
    : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var quiet = Quiet.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var patience = new CancellationTokenSource(Patience, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
                var view = await grains.GetGrain<IClusterGrain>(0).GetView(feed.Current?.Version ?? 0, either.Token);
                if (view is not null) feed.Publish(view);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.ClusterViewFailed(e.Message, Pause.TotalSeconds);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
