using NetpolOrleans.Failover.Tests.Load;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Silo.Health;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>Whether every replica has its share of streams, objects and reconciles: within a quarter of the mean, or one heaviest shard.</summary>
internal static class Shares
{
    public const string Head = "| after | replica | shards | streams | objects | reconciles |\n|---|---|---|---|---|---|";

    /// <summary>Waits until streams and objects are dealt out evenly, measures while changes arrive, judges, and returns the rows of a table.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(string after, Theatre theatre)
    {
        await theatre.Replicas.UntilAsync(
            statuses => statuses.Values.All(status => status is not null) && Of(statuses) is var (shards, shares)
                && AreEven(shares, share => share.Streams, shards.Max(shard => shard.Streams)) && AreEven(shares, share => share.Objects, shards.Max(shard => shard.Objects)),
            $"after {after} streams and objects are dealt out evenly");
        var before = await ReconcilesAsync(theatre);
        await theatre.DisturbAsync($"shares after {after}", null, () => Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, World.Cancellation));
        var done = await ReconcilesAsync(theatre);
        var (shards, shares) = Of(await theatre.Replicas.StatusesAsync(), name => done[name] - before[name]);
        var (busiest, sum) = (shards.Max(shard => shard.Workloads) / (double)shards.Sum(shard => shard.Workloads), shares.Sum(share => share.Reconciles));
        Assert.True(
            AreEven(shares, share => share.Reconciles, busiest * sum * 1.25),
            $"After {after} the reconciles are dealt out unevenly: {string.Join("; ", shares)}; the busiest shard has {busiest:P0} of the workloads");
        return [.. shares.Select(share => $"| {after} | {share} |")];
    }

    private static (List<ShardStatus> Shards, List<Share> Shares) Of(IReadOnlyDictionary<string, ReplicaStatus?> statuses, Func<string, long>? reconciles = null) =>
    (
        [.. statuses.Values.SelectMany(status => status!.Shards)],
        [.. statuses.Select(each => new Share(
            each.Key, each.Value!.Shards.Count, each.Value.Shards.Sum(shard => shard.Streams), each.Value.Shards.Sum(shard => shard.Objects), reconciles?.Invoke(each.Key) ?? 0))]
    );

    private static bool AreEven(List<Share> shares, Func<Share, double> of, double heaviest)
    {
        var mean = shares.Average(of);
        var allowed = Math.Max(0.25 * mean, heaviest) * (Sizes.IsFull ? 1 : 2); // of few small shards one more or less is much
        return shares.All(share => Math.Abs(of(share) - mean) <= allowed);
    }

    private static async Task<Dictionary<string, long>> ReconcilesAsync(Theatre theatre)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var replica in theatre.Replicas.Running) counts[replica.Name] = await replica.CountAsync("netpol_reconciles_total", World.Cancellation);
        return counts;
    }
}
