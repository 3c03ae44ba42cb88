using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Cluster;

/// <summary>
/// The account of who has announced to whom. A watcher that is activated anew has lost its registrations; until every shard
/// that could hold a client has delivered its claims to the new epoch, the shard's targets only widen. One that does not get on for
/// long is late: the others need not wait for it, but have to keep what its clients may hold. No I/O.
/// </summary>
/// <param name="version">The version to begin with; it must be above every version of an earlier account.</param>
/// <param name="time">The clock.</param>
internal sealed class EpochAccount(long version, TimeProvider time)
{
    /// <summary>How long a shard may owe its claims without getting on before it is late.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Of how many late shards the reason is told: what keeps very many of them is the same.</summary>
    public const int MostReasons = 20;

    private readonly Dictionary<string, ShardEpoch> epochs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Debt> debts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> reported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> troubles = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> replaced = [];
    private bool began;

    /// <summary>Grows with every new epoch.</summary>
    public long Version { get; private set; } = version;

    /// <summary>The current epochs, sorted by shard.</summary>
    public ValueList<ShardEpoch> Epochs => [.. epochs.Values.OrderBy(each => each.Shard, StringComparer.Ordinal)];

    /// <summary>Every shard that is not late has delivered its claims to the epochs that began up to this version.</summary>
    public long DeliveredByAll => began ? debts.Values.Where(each => !IsLate(each)).Select(each => each.Delivered).DefaultIfEmpty(Version).Min() : 0;

    /// <summary>Whether every shard that there must be runs, and has delivered to the newest epochs.</summary>
    public bool IsSettled => began && debts.All(each => epochs.ContainsKey(each.Key) && !IsBehind(each.Value));

    /// <summary>The shards that have not delivered to the newest epochs yet.</summary>
    public IEnumerable<string> Behind => debts.Where(each => IsBehind(each.Value)).Select(each => each.Key).Order(StringComparer.Ordinal);

    /// <summary>The shards that are late, sorted.</summary>
    public ValueList<LateShard> Late =>
    [
        .. debts.Where(each => IsLate(each.Value)).OrderBy(each => each.Key, StringComparer.Ordinal).Select((each, index) => new LateShard(
            each.Key, each.Value.Delivered, each.Value.Since, index < MostReasons ? troubles.GetValueOrDefault(each.Key, "") : "")),
    ];

    /// <summary>
    /// Takes the shards that there must be. Those of the first time owe their claims to everybody. One that joins later is of a new
    /// namespace, in which nothing runs that anybody forgot: it owes only to epochs that begin after it.
    /// </summary>
    public void Require(IReadOnlyCollection<string> shards)
    {
        foreach (var shard in shards) debts.TryAdd(shard, new(began ? Version : reported.GetValueOrDefault(shard), time.GetUtcNow()));
        foreach (var gone in debts.Keys.Except(shards).ToList())
        {
            debts.Remove(gone);
            epochs.Remove(gone);
            reported.Remove(gone);
            troubles.Remove(gone);
        }

        began = true;
    }

    /// <summary>
    /// Takes a shard's report; returns whether anything changed. An epoch that was replaced does not come back: who speaks for it woke up late. Nor does the
    /// epoch of a shard that there need not be: nobody could deliver to it.
    /// </summary>
    public bool Report(ShardReport report)
    {
        if (replaced.Contains(report.Epoch) || (began && !debts.ContainsKey(report.Shard))) return false;
        var changed = Note(report.Shard, report.Trouble);
        if (!report.Listed) return changed;
        if (!epochs.TryGetValue(report.Shard, out var known) || known.Epoch != report.Epoch)
        {
            changed = true;
            if (known is not null) replaced.Add(known.Epoch);
            Begin(report.Shard, report.Epoch);
        }

        if (report.Delivered > Version) report = report with { Delivered = 0 }; // of an account before this one
        reported[report.Shard] = report.Delivered;
        if (!debts.TryGetValue(report.Shard, out var before) || report.Delivered <= before.Delivered) return changed;
        debts[report.Shard] = new(report.Delivered, time.GetUtcNow());
        return true;
    }

    /// <summary>A new epoch: everybody owes to it, and who owed nothing before does so from now on.</summary>
    private void Begin(string shard, Guid epoch)
    {
        var now = time.GetUtcNow();
        foreach (var (debtor, debt) in debts.ToList())
            if (!IsBehind(debt)) debts[debtor] = debt with { Since = now };
        epochs[shard] = new(shard, epoch, ++Version);
    }

    /// <summary>Takes what keeps a shard; returns whether that is news of one that is late.</summary>
    private bool Note(string shard, string? trouble)
    {
        if (troubles.GetValueOrDefault(shard) == trouble) return false;
        if (trouble is null) troubles.Remove(shard);
        else troubles[shard] = trouble;
        return debts.TryGetValue(shard, out var debt) && IsLate(debt);
    }

    private bool IsBehind(Debt debt) => debt.Delivered < Version;

    private bool IsLate(Debt debt) => IsBehind(debt) && time.GetUtcNow() - debt.Since >= Patience;

    private readonly record struct Debt(long Delivered, DateTimeOffset Since);
}
