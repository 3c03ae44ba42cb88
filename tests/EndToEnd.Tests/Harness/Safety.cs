using NetpolOrleans.Policies.Evaluation;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>The observer of invariant I2: after every write of a policy, is anything denied that a running pod calls for and that was allowed before?</summary>
internal static class Safety
{
    /// <summary>
    /// A first policy knows what its author had heard of when it was written. That is all that there was when it started; of what came later, streams tell it in any order
    /// and after any delay, so that pods which have not run for long are not held against it.
    /// </summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(30);

    /// <summary>The connections of a namespace that were cut, each with the write that did it.</summary>
    /// <param name="events">All that happened.</param>
    /// <param name="ns">The namespace of the client or of the server.</param>
    /// <param name="byHand">The versions of policies that the test wrote itself.</param>
    /// <param name="starts">When controllers were started, as timestamps.</param>
    public static IEnumerable<string> Cuts(IEnumerable<ClusterEvent> events, string ns, IReadOnlySet<string> byHand, IReadOnlyCollection<long> starts)
    {
        var replay = new Replay();
        foreach (var each in events)
        {
            var isWrite = each.Resource == "NetworkPolicy" && !byHand.Contains($"{each.Version}");
            var since = replay.Has(each.Name) ? each.At : starts.Where(start => start <= each.At).Append(each.At - (long)(Moment.TotalSeconds * TimeProvider.System.TimestampFrequency)).Max();
            var before = isWrite ? new PolicyEvaluator(replay.Policies) : null;
            replay.Take(each);
            if (before is null) continue;
            var after = new PolicyEvaluator(replay.Policies);
            foreach (var flow in replay.Demands(ns, since).Where(flow => before.Evaluate(flow).Allowed && !after.Evaluate(flow).Allowed))
                yield return $"version {each.Version} of {each.Name}{(each.IsGone ? " (deleted)" : "")}: {after.Evaluate(flow)}";
        }
    }
}
