using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies;

namespace NetpolOrleans.Grains.Watching;

/// <summary>Makes the watches of shards on this silo, and keeps those that were begun ahead of their grains.</summary>
public sealed class ShardWatches(
    KubernetesConnection connection, PolicyOptions options, WatchedKinds watched, ShardMap map, SharedStreams streams, WatchHealth health, FindingReports reports,
    TimeProvider time, ILoggerFactory loggers)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ShardWatch> ahead = new(StringComparer.Ordinal);
    private readonly ILogger logger = loggers.CreateLogger<NamespaceWatcherGrain>();

    /// <summary>Begins to watch a shard whose grain is elsewhere and shall come here. Done when everything is listed.</summary>
    public Task BeginAsync(string shard)
    {
        lock (gate)
        {
            if (!ahead.TryGetValue(shard, out var watch)) ahead[shard] = watch = Make(shard);
            return watch.ListAsync();
        }
    }

    /// <summary>Gives up what was begun for shards that shall not come here any more.</summary>
    public void Keep(IReadOnlySet<string> shards)
    {
        lock (gate)
        {
            foreach (var (shard, watch) in ahead.Where(each => !shards.Contains(each.Key)).ToList())
            {
                ahead.Remove(shard);
                _ = watch.StopAsync();
            }
        }
    }

    /// <summary>The watch for a grain that is here now: the one that was begun, or a new one.</summary>
    internal ShardWatch Take(string shard)
    {
        lock (gate) return ahead.Remove(shard, out var watch) ? watch : Make(shard);
    }

    private ShardWatch Make(string shard)
    {
        var kept = new Shard(options, Owns, time, reports.Tell);
        return new(
            kept, sources => sources.Of(options, watched), post => new(connection, ShardMap.NamespaceOf(shard), Owns, streams, kept, post, time, logger),
            stopping => new(health, stopping), (post, stopping) => new(kept, new(connection, options), post, logger, time, stopping));

        bool Owns(string @namespace) => @namespace.Length > 0 && map.ShardOf(@namespace) == shard;
    }
}
