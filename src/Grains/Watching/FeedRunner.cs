using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>Runs the feeds of one grain until it stops.</summary>
internal sealed class FeedRunner(WatchHealth health, CancellationToken stopping)
{
    private readonly List<(Feed Feed, Task Running)> running = [];

    /// <summary>How many streams there are.</summary>
    public int Count => running.Count;

    /// <summary>How many objects they hold.</summary>
    public int Objects => running.Sum(each => each.Feed.Status().Objects);

    /// <summary>For how long the consumer has been at work on the batch that it has worked on longest.</summary>
    public TimeSpan Lag => running.Select(each => each.Feed.Status().Lag).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>What keeps feeds from working, as sentences.</summary>
    public ValueList<string> Troubles =>
    [
        .. running.Select(each => each.Feed.Status()).Where(status => status.LastError is not null && status.State is not (ReflectorState.Watching or ReflectorState.NotInstalled))
            .Select(status => $"{status.Scope}: {status.LastError}"),
    ];

    /// <summary>Done when every feed has handed its whole state over once.</summary>
    public Task Synced => Task.WhenAll(running.Select(each => each.Feed.Synced));

    /// <summary>Done when every feed has but those of further kinds.</summary>
    public Task EssentialsSynced => Task.WhenAll(running.Where(each => !each.Feed.IsFurther).Select(each => each.Feed.Synced));

    /// <summary>How far the feeds have come, as far as they say.</summary>
    public ValueList<CarriedPosition> Positions =>
    [
        .. running.Select(each => each.Feed.Status()).Where(status => status.NewestChange is not null)
            .Select(status => new CarriedPosition($"{status.Scope}", status.NewestChange!)),
    ];

    /// <summary>Whether the feeds have come as far as those of the same scopes elsewhere.</summary>
    public bool HaveReached(IEnumerable<CarriedPosition> positions)
    {
        var elsewhere = positions.ToLookup(each => each.Scope, each => each.Version, StringComparer.Ordinal);
        return !running.Select(each => each.Feed.Status()).Any(status => elsewhere[$"{status.Scope}"].Any(status.IsBehind));
    }

    /// <summary>Starts a feed, away from the grain's scheduler; it stops with the grain, or when the returned source is cancelled.</summary>
    public CancellationTokenSource Add(Feed feed)
    {
        var own = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        running.Add((feed, Task.Run(() => RunAsync(feed, own.Token), CancellationToken.None)));
        return own;
    }

    /// <summary>A reflector's own requests make no traces: each change that it hands over begins one.</summary>
    private async Task RunAsync(Feed feed, CancellationToken cancellation)
    {
        using var quiet = Quiet.Begin();
        using var membership = feed.ReportTo?.Invoke(health);
        await feed.RunAsync(cancellation);
    }

    /// <summary>Forgets a feed that was cancelled.</summary>
    public void Remove(Feed feed) => running.RemoveAll(each => ReferenceEquals(each.Feed, feed));

    /// <summary>Done when every feed has stopped.</summary>
    public Task StopAsync() => Task.WhenAll(running.Select(each => each.Running));
}
