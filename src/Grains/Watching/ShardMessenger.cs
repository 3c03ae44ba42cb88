using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Placement;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Sends what one shard has to say to other grains, and sends again what did not arrive. Used on the grain's scheduler only, to which
/// every answer comes back.
/// </summary>
internal sealed class ShardMessenger(
    string shard, Guid epoch, IGrainFactory grains, ClaimCourier courier, ShardOwners owners, Action wake, ILogger logger,
    TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan SoonestRetry = TimeSpan.FromMilliseconds(20), Retry = TimeSpan.FromMilliseconds(200), Reminder = TimeSpan.FromSeconds(10), Slow = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, int> refused = new(StringComparer.Ordinal);
    private long reportedAt;
    private (string? Text, long Since) trouble;

    /// <summary>How many messages have been sent.</summary>
    public long Sent { get; private set; }

    /// <summary>What was last reported of the shard; null for nothing.</summary>
    public ShardReport? Reported { get; private set; }

    /// <summary>Goes on from where another activation was.</summary>
    public void Restore(long sent, ShardReport? reported) => (Sent, Reported) = (sent, reported);

    /// <summary>Sends the claims and facts that are due.</summary>
    public void Send(ClusterView view)
    {
        foreach (var gone in refused.Keys.Where(target => view.EpochOf(target) is null).ToList()) refused.Remove(gone);
        foreach (var target in courier.Due(view)) _ = AnnounceAsync(target, view.EpochOf(target)!.Epoch);
        foreach (var target in courier.DueFacts()) _ = TellAsync(target);
    }

    /// <summary>Tells the cluster grain of this epoch, and up to which version of the view every epoch has our claims.</summary>
    public void Report(ClusterView view, bool revisionsKnown, ShardLoad load, string? keeping)
    {
        var newest = view.Epochs.Select(each => each.Since).DefaultIfEmpty(0).Max();
        var before = Reported?.Delivered is { } told && told <= newest ? told : 0; // an account that began anew counts from another number
        var undelivered = courier.Undelivered(view);
        var delivered = revisionsKnown && undelivered is null ? newest : before;
        var owes = delivered == newest ? null : keeping ?? (undelivered is null ? null : $"{undelivered} has not taken its clients' claims yet");
        var report = new ShardReport(shard, epoch, delivered, owners.Local.ToParsableString(), load, Standing(owes));
        if (SaysTheSame(report) && view.EpochOf(shard)?.Epoch == epoch) return;
        Send(report);
    }

    /// <summary>Tells the cluster grain, now and then, where the shard is and why it has not listed its namespaces.</summary>
    public void ReportUnlisted(string keeping)
    {
        if (Standing(keeping) is not { } standing) return;
        var report = new ShardReport(shard, epoch, 0, owners.Local.ToParsableString(), Trouble: standing, Listed: false);
        if (SaysTheSame(report) && time.GetElapsedTime(reportedAt) < Reminder) return;
        reportedAt = time.GetTimestamp();
        Send(report);
    }

    private bool SaysTheSame(ShardReport report) => Reported is { } before && report with { Number = before.Number } == before;

    private void Send(ShardReport report)
    {
        Reported = report with { Number = ++Sent };
        _ = ReportAsync(Reported);
    }

    /// <summary>What keeps the shard, once that has stood for a while: what passes by itself is nobody's news.</summary>
    private string? Standing(string? keeping)
    {
        if ((keeping is null) != (trouble.Text is null)) trouble.Since = time.GetTimestamp();
        trouble.Text = keeping;
        return keeping is not null && time.GetElapsedTime(trouble.Since) >= Slow ? keeping : null;
    }

    private async Task AnnounceAsync(string target, Guid toEpoch)
    {
        var announcement = courier.Take(target, toEpoch) with { Number = ++Sent };
        var delivered = await TryAsync(target, () => grains.GetGrain<INamespaceWatcherGrain>(target).Announce(announcement));
        courier.Done(announcement, target, delivered);
        wake();
    }

    private async Task TellAsync(string target)
    {
        var told = courier.TakeFacts(target) with { Number = ++Sent };
        var delivered = await TryAsync(target, () => grains.GetGrain<INamespaceWatcherGrain>(target).Tell(told));
        courier.Done(told, target, delivered);
        wake();
    }

    private async Task ReportAsync(ShardReport report)
    {
        var delivered = await TryAsync("the cluster grain", async () =>
        {
            await grains.GetGrain<IClusterGrain>(0).Report(report);
            return true;
        });
        if (delivered) return;
        Reported = null;
        wake();
    }

    private static TimeSpan PauseAfter(int refusals) => TimeSpan.FromTicks(Math.Min(Retry.Ticks, SoonestRetry.Ticks << Math.Min(refusals - 1, 8)));

    /// <summary>Whether a message was taken; if not, after a pause.</summary>
    private async Task<bool> TryAsync(string target, Func<Task<bool>> send)
    {
        try
        {
            if (await send())
            {
                refused.Remove(target);
                return true;
            }
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.AnnounceFailed(shard, target, e.Message, Retry.TotalSeconds);
        }

        await PauseAsync(target);
        return false;
    }

    /// <summary>Short at first: who does not know of an epoch yet will within moments.</summary>
    private async Task PauseAsync(string target) =>
        await Task.Delay(PauseAfter(refused[target] = refused.GetValueOrDefault(target) + 1), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
