using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// The time from a shard's start until all of it is known. Where only workloads of further kinds are missing, since whoever serves their API does not answer,
/// the shard begins all the same: it opens what the others call for, closes nothing, and tells other shards nothing.
/// </summary>
internal sealed class ShardListing(Shard shard, FeedRunner feeds, StrayPods strays, TimeProvider time, CancellationToken stopping)
{
    /// <summary>How long further kinds may take before the shard begins without.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long its streams may be behind those from which it moved: other API servers lag by moments.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    /// <summary>Done when everything is listed, and what ran and lingered before is known.</summary>
    /// <param name="beginWithout">Called where it begins without further kinds.</param>
    /// <param name="before">What the watcher took along when it moved here; null where it has not.</param>
    public async Task FinishAsync(Action beginWithout, CarriedWatcher? before = null)
    {
        var (essentials, all) = (feeds.EssentialsSynced, feeds.Synced); // those of the start: watches of pods come and go
        await essentials;
        await all.WaitAsync(Patience, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!all.IsCompleted && !stopping.IsCancellationRequested)
        {
            shard.RestoreLingering();
            shard.MarkAllDirtySince(time.GetUtcNow());
            beginWithout();
        }

        await all;
        await strays.LookAsync();
        shard.RestoreLingering();
        if (before is not null) await CatchUpAsync(before);
    }

    /// <summary>Done when all has come that the watcher knew before it moved here: half a step back would look like change.</summary>
    private async Task CatchUpAsync(CarriedWatcher before)
    {
        var began = time.GetTimestamp();
        while (!feeds.HaveReached(before.Positions) && time.GetElapsedTime(began) < LongestLag && !stopping.IsCancellationRequested)
            await Task.Delay(Glance, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        shard.Linger(before.Lingering);
    }
}
