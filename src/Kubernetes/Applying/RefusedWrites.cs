using System.Collections.Concurrent;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>The policies that the API server has refused to have written lately, by RBAC, a quota or an admission webhook, for whoever asks how this replica is.</summary>
internal sealed class RefusedWrites(TimeProvider time)
{
    /// <summary>A refused write is tried again well before; where it is not, its workload has gone.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private const int Most = 100, LongestReason = 300;

    private readonly ConcurrentDictionary<ObjectName, (string Reason, long At)> refused = new();

    /// <summary>One sentence for each policy, in the order of their names.</summary>
    public IReadOnlyList<string> Sentences =>
        [.. refused.Where(each => time.GetElapsedTime(each.Value.At) < Memory).OrderBy(each => each.Key.ToString(), StringComparer.Ordinal).Select(each => $"policy {each.Key}: {each.Value.Reason}")];

    /// <summary>What became of a write.</summary>
    public void Note(ObjectName policy, ApplyResult result)
    {
        if (result.Outcome is not (ApplyOutcome.Forbidden or ApplyOutcome.Unauthorized))
        {
            refused.TryRemove(policy, out _);
            return;
        }

        if (refused.Count >= Most) Forget();
        if (refused.Count < Most || refused.ContainsKey(policy)) refused[policy] = (Short(result.Reason ?? result.Outcome.ToString()), time.GetTimestamp());
    }

    private void Forget()
    {
        foreach (var (policy, (_, at)) in refused)
            if (time.GetElapsedTime(at) >= Memory) refused.TryRemove(policy, out _);
    }

    private static string Short(string text) => text.Length <= LongestReason ? text : $"{text[..(LongestReason - 1)]}…";
}
