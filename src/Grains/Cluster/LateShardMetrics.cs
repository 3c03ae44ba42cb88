using System.Diagnostics.Metrics;
using NetpolOrleans.Grains.Placement;

namespace NetpolOrleans.Grains.Cluster;

/// <summary>
/// The late shards that this silo should have, by name: each is told by one silo. Beyond <see cref="MostNamed"/> of them the rest is one shard <c>_other</c>,
/// as late as the latest.
/// </summary>
public sealed class LateShardMetrics
{
    /// <summary>How many late shards of one silo have series of their own.</summary>
    public const int MostNamed = 20;

    private const string Other = "_other";

    /// <summary>Starts observing.</summary>
    public LateShardMetrics(ClusterViewFeed views, ShardOwners owners, TimeProvider time) => GrainsTelemetry.Meter.CreateObservableGauge(
        "netpol.shard.late", () => Of(views.Current?.Late.Where(late => owners.IsMine(late.Shard)).Select(late => (late.Shard, late.Since)) ?? [], time.GetUtcNow()),
        "s", "For how long a shard of this silo has owed its clients' claims to the others, who go on without");

    /// <summary>The measurements of late shards.</summary>
    internal static IEnumerable<Measurement<double>> Of(IEnumerable<(string Shard, DateTimeOffset Since)> late, DateTimeOffset now) => late
        .Select((each, index) => (Name: index < MostNamed ? each.Shard : Other, each.Since))
        .GroupBy(each => each.Name, each => now - each.Since)
        .Select(each => new Measurement<double>(each.Max().TotalSeconds, new KeyValuePair<string, object?>("shard", each.Key)));
}
