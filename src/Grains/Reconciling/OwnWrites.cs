using System.Globalization;
using NetpolOrleans.Grains.Abstractions.Reconciling;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>
/// What this grain wrote last and its watcher has not seen yet: without it a situation that is a moment old would be planned against
/// as if it were the present.
/// </summary>
internal sealed class OwnWrites(TimeProvider time)
{
    /// <summary>A watcher that has not seen a write after so long will not: what it says is the truth.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<ObjectName, (PolicyObject? Policy, long At)> writes = [];

    /// <summary>
    /// Whether there are writes that no situation has confirmed: a policy that somebody deletes at once may never be seen by its watcher.
    /// </summary>
    public bool IsUnconfirmed => writes.Count > 0;

    /// <summary>The policies of a situation, with what was written since it was observed.</summary>
    public ValueList<PolicyObject> Over(WorkloadSituation situation)
    {
        foreach (var (name, write) in writes.ToList())
            if (time.GetElapsedTime(write.At) > Patience || HasSeen(situation, name, write.Policy)) writes.Remove(name);
        if (writes.Count == 0) return situation.Observed;

        return
        [
            .. situation.Observed.Where(policy => !writes.ContainsKey(policy.Name))
                .Concat(writes.Values.Select(write => write.Policy).OfType<PolicyObject>())
                .OrderBy(policy => policy.Name),
        ];
    }

    /// <summary>Takes the result of a write, or what stood in its way.</summary>
    public void Note(PolicyChange change, ApplyResult result)
    {
        if (result.Policy is not null || result.Succeeded || result.Outcome == ApplyOutcome.Gone)
            writes[change.Name] = (result.Outcome is ApplyOutcome.Deleted or ApplyOutcome.Gone ? null : result.Policy, time.GetTimestamp());
    }

    private static bool HasSeen(WorkloadSituation situation, ObjectName name, PolicyObject? written) => written is null
        ? situation.Observed.All(policy => policy.Name != name)
        : Version(situation.ObservedAt) >= Version(written.ResourceVersion);

    /// <summary>Versions of one kind are comparable numbers (documented since Kubernetes 1.35); a text that is none counts as newest.</summary>
    private static ulong Version(string text) =>
        text.Length == 0 ? 0 : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : ulong.MaxValue;
}
