using System.Globalization;
using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Silo.Health;

/// <summary>
/// What a replica says of itself on its Lease, so that <c>kubectl get leases</c> shows who has which shard and how it is, also where nobody may reach the replicas. Texts are
/// short: <c>/statusz</c> has everything.
/// </summary>
public sealed class ReplicaNotes(LocalShards shards, Readiness readiness)
{
    /// <summary>The annotations' keys.</summary>
    public const string State = "netpol-orleans.io/state", Shards = "netpol-orleans.io/shards", Owns = "netpol-orleans.io/owns",
        Unsettled = "netpol-orleans.io/unsettled", Workloads = "netpol-orleans.io/workloads", Objects = "netpol-orleans.io/objects",
        Streams = "netpol-orleans.io/streams", Lag = "netpol-orleans.io/lag";

    private const int MostNames = 40, MostUnsettled = 3, LongestText = 200;

    /// <summary>The annotations as they are to be now.</summary>
    public IReadOnlyDictionary<string, string> Annotations => Of([.. shards.All.Select(each => each.Status)], readiness.Missing());

    /// <summary>The notes of a replica for its heartbeat.</summary>
    public static HeartbeatNotes Of(IServiceProvider provider) => new(() => provider.GetRequiredService<ReplicaNotes>().Annotations);

    /// <summary>The annotations for these shards.</summary>
    /// <param name="shards">The shards that the replica has.</param>
    /// <param name="missing">What keeps it from being ready.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyCollection<ShardStatus> shards, IReadOnlyList<string> missing)
    {
        var sorted = shards.OrderBy(shard => shard.Shard, StringComparer.Ordinal).ToList();
        return new Dictionary<string, string>
        {
            [State] = missing.Count == 0 ? "ready" : Short($"not ready: {missing[0]}"),
            [Shards] = string.Join(", ", sorted.CountBy(shard => shard.State).OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{Text(each.Value)} {each.Key}")),
            [Owns] = Named(sorted, MostNames, ", ", shard => ShardMap.NamespaceOf(shard.Shard) ?? shard.Shard),
            [Unsettled] = Named([.. sorted.Where(shard => shard.State != "Settled")], MostUnsettled, "; ", UnsettledText),
            [Workloads] = Text(sorted.Sum(shard => shard.Workloads)),
            [Objects] = Text(sorted.Sum(shard => shard.Objects)),
            [Streams] = Text(sorted.Sum(shard => shard.Streams)),
            [Lag] = string.Create(CultureInfo.InvariantCulture, $"{sorted.Select(shard => shard.LagSeconds).DefaultIfEmpty(0).Max():0.0}s"),
        };
    }

    private static string UnsettledText(ShardStatus shard) => Short(string.Create(
        CultureInfo.InvariantCulture, $"{shard.Shard} {shard.State} since {shard.Since:u}{(shard.Troubles is [var trouble, ..] ? $": {trouble}" : "")}"));

    private static string Named(List<ShardStatus> shards, int most, string separator, Func<ShardStatus, string> name) =>
        string.Join(separator, shards.Take(most).Select(name)) + (shards.Count > most ? $"{separator}and {Text(shards.Count - most)} more" : "");

    private static string Short(string text) => text.Length <= LongestText ? text : $"{text[..(LongestText - 1)]}…";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
