using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Watching;

namespace NetpolOrleans.Silo.Health;

/// <summary>
/// Whether a restart would help. It would where a shard's grain stands still, or where a watch hears nothing though the API server
/// answers; it would not where the API server itself is away.
/// </summary>
public sealed class Liveness(LocalShards shards, WatchHealth watches, ApiServerPulse pulse, TimeProvider time, ILogger<Liveness> logger)
{
    /// <summary>A shard speaks every second; one that has not for so long stands still.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    /// <summary>How long the API server must have answered before a watch that is still deaf counts: waits between attempts end well before.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Why this replica is not alive, as a sentence; null while it is.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        var fault = StandingStill() ?? await DeafAsync(cancellation);
        if (fault is not null) logger.NotAlive(fault);
        return fault;
    }

    private string? StandingStill() => shards.All.FirstOrDefault(each => time.GetElapsedTime(each.At) > LongestSilence) is { } still
        ? $"shard {still.Status.Shard} has stood still for {time.GetElapsedTime(still.At).TotalSeconds:0} s"
        : null;

    private async Task<string?> DeafAsync(CancellationToken cancellation)
    {
        if (watches.Deaf is not { Count: > 0 } deaf) return null;
        return await pulse.FeelAsync(cancellation) is { } answering && answering > Grace
            ? $"the watch of {deaf[0].Scope} has heard nothing for {deaf[0].Silence.TotalSeconds:0} s though the API server answers ({deaf.Count} such watches)"
            : null;
    }
}
