using NetpolOrleans.Kubernetes.Events;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Writes Events while the replica runs.</summary>
internal sealed class EventLoop(EventRecorder recorder) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => recorder.RunAsync(stoppingToken);
}
