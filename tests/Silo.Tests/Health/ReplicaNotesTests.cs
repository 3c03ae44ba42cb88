using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Silo.Health;

namespace NetpolOrleans.Silo.Tests.Health;

/// <summary>What a replica says of itself on its Lease.</summary>
public sealed class ReplicaNotesTests
{
    private static readonly DateTimeOffset Since = new(2026, 5, 1, 11, 53, 0, TimeSpan.Zero);

    [Fact]
    public void It_says_what_it_has_in_few_words()
    {
        var notes = ReplicaNotes.Of([Shard("ns:shop", 4, 80, 0.04), Shard("hash:1/8", 1, 20, 1.26), Shard("ns:bad", 0, 3, 0, synced: false, "services: forbidden", "more")], []);

        Assert.Equal(new Dictionary<string, string>
        {
            ["netpol-orleans.io/state"] = "ready",
            ["netpol-orleans.io/shards"] = "1 Listing, 2 Settled",
            ["netpol-orleans.io/owns"] = "hash:1/8, bad, shop",
            ["netpol-orleans.io/unsettled"] = "ns:bad Listing since 2026-05-01 11:53:00Z: services: forbidden",
            ["netpol-orleans.io/workloads"] = "5",
            ["netpol-orleans.io/objects"] = "103",
            ["netpol-orleans.io/streams"] = "42",
            ["netpol-orleans.io/lag"] = "1.3s",
        }, notes);
    }

    [Fact]
    public void It_says_why_it_is_not_ready() =>
        Assert.Equal("not ready: the cluster has not been listed yet", ReplicaNotes.Of([], ["the cluster has not been listed yet", "and more"])[ReplicaNotes.State]);

    [Fact]
    public void The_same_keys_whatever_there_is_so_that_nothing_old_stays() =>
        Assert.Equal(ReplicaNotes.Of([Shard("ns:a", 1, 1, 0)], []).Keys, ReplicaNotes.Of([], []).Keys);

    [Fact]
    public void However_much_there_is_it_stays_small()
    {
        var trouble = new string('x', 100_000);

        var notes = ReplicaNotes.Of([.. Enumerable.Range(0, 5000).Select(index => Shard($"ns:{index:D4}{new string('n', 59)}", 1, 1, 0, synced: false, trouble))], [trouble]);

        Assert.InRange(notes.Values.Sum(text => text.Length), 2_000, 5_000);
        Assert.EndsWith(", and 4960 more", notes[ReplicaNotes.Owns], StringComparison.Ordinal);
        Assert.EndsWith("; and 4997 more", notes[ReplicaNotes.Unsettled], StringComparison.Ordinal);
    }

    private static ShardStatus Shard(string shard, int workloads, int objects, double lag, bool synced = true, params IEnumerable<string> troubles) =>
        new(shard, "S10.0.0.1:11111:7", synced, synced, workloads, objects, 14, [.. troubles], [], Since, lag);
}
