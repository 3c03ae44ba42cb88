using Microsoft.Extensions.Hosting;

namespace NetpolOrleans.Grains.Tests;

/// <summary>A host that has started.</summary>
internal sealed class RunningHost : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted { get; } = new(canceled: true);

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => throw new NotSupportedException();
}
