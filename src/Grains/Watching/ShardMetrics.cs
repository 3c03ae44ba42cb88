using System.Diagnostics.Metrics;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// The shards of this silo in numbers. Series by namespace are bounded: beyond <see cref="MostNamespaces"/> on one silo the rest,
/// in alphabetical order, is one namespace <c>_other</c>.
/// </summary>
public sealed class ShardMetrics
{
    /// <summary>How many namespaces of one silo have series of their own.</summary>
    public const int MostNamespaces = 250;

    private const string Other = "_other";

    private readonly LocalShards shards;

    /// <summary>Starts observing.</summary>
    public ShardMetrics(LocalShards shards)
    {
        this.shards = shards;
        var meter = GrainsTelemetry.Meter;
        meter.CreateObservableGauge("netpol.shards", States, "{shard}", "Shards of this silo by state: Listing, Widening (closing must wait for other shards), Partial (nothing is closed that late shards' clients may hold) or Settled");
        meter.CreateObservableGauge("netpol.shard.streams", () => shards.All.Sum(each => each.Status.Streams), "{stream}", "Watches of this silo's shards");
        meter.CreateObservableGauge("netpol.shard.objects", () => shards.All.Sum(each => each.Status.Objects), "{object}", "Objects that this silo's shards keep");
        meter.CreateObservableGauge("netpol.shard.objects.largest", () => Largest(status => status.Objects), "{object}", "Objects of this silo's largest shard");
        meter.CreateObservableGauge("netpol.shard.workloads.largest", () => Largest(status => status.Workloads), "{workload}", "Workloads of this silo's largest shard");
        meter.CreateObservableGauge("netpol.workloads", () => Sum("disposition", tally => tally.Workloads), "{workload}", "Workloads by namespace and disposition");
        meter.CreateObservableGauge("netpol.references", () => Sum("outcome", tally => tally.References), "{reference}", "References by namespace and what became of them");
        meter.CreateObservableGauge("netpol.policies", () => Sum("owner", Owners), "{policy}", "NetworkPolicies by namespace and owner");
    }

    private static Dictionary<string, int> Owners(NamespaceTally tally) => new() { ["own"] = tally.OwnPolicies, ["foreign"] = tally.ForeignPolicies };

    private IEnumerable<Measurement<int>> States() => shards.All
        .CountBy(each => each.Status.State)
        .Select(state => new Measurement<int>(state.Value, new KeyValuePair<string, object?>("state", state.Key)));

    private int Largest(Func<ShardStatus, int> size) => shards.All.Select(each => size(each.Status)).DefaultIfEmpty(0).Max();

    private IEnumerable<Measurement<int>> Sum<T>(string tag, Func<NamespaceTally, IReadOnlyDictionary<T, int>> counts)
        where T : notnull => shards.All
            .SelectMany(each => each.Tallies).OrderBy(tally => tally.Namespace, StringComparer.Ordinal)
            .SelectMany((tally, index) => counts(tally).Select(count => (Namespace: index < MostNamespaces ? tally.Namespace : Other, Value: count.Key, Count: count.Value)))
            .GroupBy(each => (each.Namespace, each.Value))
            .Select(group => new Measurement<int>(
                group.Sum(each => each.Count), new("namespace", group.Key.Namespace), new(tag, group.Key.Value.ToString())));
}
