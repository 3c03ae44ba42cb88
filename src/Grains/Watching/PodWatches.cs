using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies.Revisions;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// Watches the running pods of a namespace while something is under way there, and reads the templates of revisions that they run.
/// Used on the grain's scheduler only.
/// </summary>
internal sealed class PodWatches(
    Shard shard, ShardFeeds sources, RevisionReader reader, FeedRunner feeds, Func<Action, Task> post, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (Feed Feed, CancellationTokenSource Stop)> watches = new(StringComparer.Ordinal);
    private readonly HashSet<RevisionQuery> asked = [];

    /// <summary>Whether of every workload that was under way when the shard was listed, the running revisions are known.</summary>
    public bool AllKnown => !shard.Revisions.IsAnyHeld;

    /// <summary>Starts and stops watches as the revisions need them, and looks where something has come.</summary>
    public void Follow()
    {
        var wanted = shard.NamespacesToWatch;
        foreach (var ns in wanted.Where(ns => !watches.ContainsKey(ns)).ToList()) Start(ns);
        foreach (var ns in watches.Keys.Except(wanted).ToList()) Stop(ns);
        foreach (var ns in shard.TakeTouched()) Look(ns);
    }

    /// <summary>Looks at the pods as they are known: time may have run out for some.</summary>
    public void LookAgain()
    {
        foreach (var ns in watches.Keys) Look(ns);
    }

    private void Look(string ns)
    {
        if (!watches.TryGetValue(ns, out var watch) || !watch.Feed.Synced.IsCompletedSuccessfully) return;
        foreach (var query in shard.LookAtPods(ns))
            if (asked.Add(query)) _ = AskAsync(query);
    }

    private void Start(string ns)
    {
        shard.ForgetPods(ns); // what an earlier watch delivered late
        var feed = sources.Pods(ns);
        watches[ns] = (feed, feeds.Add(feed));
        _ = feed.Synced.ContinueWith(_ => post(LookAgain), TaskScheduler.Default);
    }

    private void Stop(string ns)
    {
        watches.Remove(ns, out var watch);
        watch.Stop.Cancel();
        feeds.Remove(watch.Feed);
        shard.ForgetPods(ns);
        asked.RemoveWhere(query => query.Workload.Namespace == ns);
    }

    private async Task AskAsync(RevisionQuery query)
    {
        try
        {
            var template = await reader.ReadAsync(query, CancellationToken.None);
            await post(() =>
            {
                if (template is not null) shard.Revisions.Learn(query.Workload, query.Revision, template);
                asked.Remove(query);
            });
        }
        catch (KubernetesAccessException e)
        {
            logger.RevisionUnreadable(query.Workload, e.Message, Retry.TotalSeconds);
            await Task.Delay(Retry, time);
            await post(() => asked.Remove(query));
        }
    }
}
