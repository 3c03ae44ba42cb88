using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Placement;

namespace NetpolOrleans.Grains.Watching;

/// <summary>How a shard is, for health, metrics, tools and the cluster grain. Used on the grain's scheduler only.</summary>
internal sealed class ShardCondition(string key, ShardOwners owners, Shard shard, FeedRunner feeds, StrayPods strays, TimeProvider time)
{
    /// <summary>At most so much of what keeps a shard is worth telling everybody.</summary>
    private const int MostTroubles = 3;

    private (string State, DateTimeOffset Since) state = ("", default);

    /// <summary>How it is now, and since when.</summary>
    /// <param name="listed">Whether all of its kinds are listed.</param>
    /// <param name="clearance">What it may close.</param>
    public ShardStatus Of(bool listed, Clearance clearance)
    {
        var status = new ShardStatus(
            key, owners.Local.ToString(), listed, clearance.Passed, shard.Model.Workloads.Count(), feeds.Objects, feeds.Count, feeds.Troubles,
            clearance.Late, LagSeconds: Lag(listed).TotalSeconds);
        if (status.State != state.State) state = (status.State, time.GetUtcNow());
        return status with { Since = state.Since };
    }

    /// <summary>What keeps it, as a sentence.</summary>
    /// <param name="otherwise">What to say where no stream and no look at its pods says anything.</param>
    public string? Trouble(string? otherwise)
    {
        var troubles = feeds.Troubles.Append(strays.Trouble).OfType<string>().Take(MostTroubles).ToList();
        return troubles.Count > 0 ? string.Join("; ", troubles) : otherwise;
    }

    /// <summary>How old the oldest change is that has come and is not worked out yet; while a shard is listed everything waits, which is no lag.</summary>
    private TimeSpan Lag(bool listed)
    {
        var waiting = listed && shard.OldestDirty is { } oldest ? time.GetUtcNow() - oldest : TimeSpan.Zero;
        return waiting > feeds.Lag ? waiting : feeds.Lag;
    }
}
