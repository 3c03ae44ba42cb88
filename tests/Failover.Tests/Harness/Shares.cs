using NetpolOrleans.Failover.Tests.Load;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>Whether every replica has its share of streams, objects and reconciles: within a quarter of the mean, or one heaviest shard.</summary>
internal static class Shares
{
    public const string Head = "| after | replica | shards | streams | objects | reconciles |\n|---|---|---|---|---|---|";

    /// <summary>Measures while changes arrive, judges, and returns the rows of a table.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(string after, Theatre theatre)
    {
        var before = await ReconcilesAsync(theatre);
        await theatre.DisturbAsync($"shares after {after}", null, () => Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, World.Cancellation));
        var (done, statuses) = (await ReconcilesAsync(theatre), await theatre.Replicas.StatusesAsync());
        var shares = statuses.Select(each => new Share(
            each.Key, each.Value!.Shards.Count, each.Value.Shards.Sum(shard => shard.Streams), each.Value.Shards.Sum(shard => shard.Objects), done[each.Key] - before[each.Key])).ToList();
        var shards = statuses.Values.SelectMany(each => each!.Shards).ToList();
        var busiest = shards.Max(shard => shard.Workloads) / (double)shards.Sum(shard => shard.Workloads);
        Judge(after, "streams", shares, share => share.Streams, shards.Max(shard => shard.Streams));
        Judge(after, "objects", shares, share => share.Objects, shards.Max(shard => shard.Objects));
        Judge(after, "reconciles", shares, share => share.Reconciles, busiest * shares.Sum(share => share.Reconciles) * 1.25);
        return [.. shares.Select(share => $"| {after} | {share} |")];
    }

    private static void Judge(string after, string what, List<Share> shares, Func<Share, double> of, double heaviest)
    {
        var mean = shares.Average(of);
        var allowed = Math.Max(0.25 * mean, heaviest) * (Sizes.IsFull ? 1 : 2); // of few small shards one more or less is much
        Assert.True(
            shares.All(share => Math.Abs(of(share) - mean) <= allowed),
            $"After {after} the {what} are dealt out unevenly: {string.Join("; ", shares)}; the mean is {mean:F1}, the heaviest shard {heaviest:F1}");
    }

    private static async Task<Dictionary<string, long>> ReconcilesAsync(Theatre theatre)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var replica in theatre.Replicas.Running) counts[replica.Name] = await replica.CountAsync("netpol_reconciles_total", World.Cancellation);
        return counts;
    }
}
