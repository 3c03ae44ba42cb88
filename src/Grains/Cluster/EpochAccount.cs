using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Cluster;

/// <summary>
/// The account of who has announced to whom. A watcher that is activated anew has lost its registrations; until every shard
/// that could hold a client has delivered its claims to the new epoch, the shard's targets only widen. No I/O.
/// </summary>
/// <param name="version">The version to begin with; it must be above every version of an earlier account.</param>
internal sealed class EpochAccount(long version)
{
    private readonly Dictionary<string, ShardEpoch> epochs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> delivered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> reported = new(StringComparer.Ordinal);
    private bool began;

    /// <summary>Grows with every new epoch.</summary>
    public long Version { get; private set; } = version;

    /// <summary>The current epochs, sorted by shard.</summary>
    public ValueList<ShardEpoch> Epochs => [.. epochs.Values.OrderBy(each => each.Shard, StringComparer.Ordinal)];

    /// <summary>Every shard has delivered its claims to the epochs that began up to this version.</summary>
    public long DeliveredByAll => began ? delivered.Values.DefaultIfEmpty(Version).Min() : 0;

    /// <summary>Whether every shard that there must be runs, and has delivered to the newest epochs.</summary>
    public bool IsSettled => began && delivered.All(each => epochs.ContainsKey(each.Key) && each.Value >= Version);

    /// <summary>The shards that have not delivered to the newest epochs yet.</summary>
    public IEnumerable<string> Behind => delivered.Where(each => each.Value < Version).Select(each => each.Key).Order(StringComparer.Ordinal);

    /// <summary>
    /// Takes the shards that there must be. Those of the first time owe their claims to everybody. One that joins later is of a new
    /// namespace, in which nothing runs that anybody forgot: it owes only to epochs that begin after it.
    /// </summary>
    public void Require(IReadOnlyCollection<string> shards)
    {
        foreach (var shard in shards) delivered.TryAdd(shard, began ? Version : reported.GetValueOrDefault(shard));
        foreach (var gone in delivered.Keys.Except(shards).ToList())
        {
            delivered.Remove(gone);
            epochs.Remove(gone);
            reported.Remove(gone);
        }

        began = true;
    }

    /// <summary>Takes a shard's report; returns whether anything changed.</summary>
    public bool Report(ShardReport report)
    {
        var isNew = !epochs.TryGetValue(report.Shard, out var known) || known.Epoch != report.Epoch;
        if (isNew) epochs[report.Shard] = new(report.Shard, report.Epoch, ++Version);
        if (report.Delivered > Version) report = report with { Delivered = 0 }; // of an account before this one
        reported[report.Shard] = report.Delivered;
        if (!delivered.TryGetValue(report.Shard, out var before) || report.Delivered <= before) return isNew;
        delivered[report.Shard] = report.Delivered;
        return true;
    }
}
