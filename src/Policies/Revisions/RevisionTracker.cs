using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>
/// Knows which revisions of workloads run, so that nothing is closed that a running pod may call for. Pods are looked at only in
/// namespaces where something is under way: a rollout, a drained workload, a changed ConfigMap. Not safe for concurrent use.
/// </summary>
public sealed class RevisionTracker
{
    /// <summary>The longest that a deleted workload's pods are waited for, whatever grace period they ask for.</summary>
    public static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(10);

    private readonly Dictionary<WorkloadKey, TrackedWorkload> workloads = [];

    /// <summary>The namespaces whose pods have to be watched now.</summary>
    public IReadOnlySet<string> NamespacesToWatch =>
        workloads.Values.Where(each => each.NeedsPods).Select(each => each.Workload.Key.Namespace).ToHashSet();

    /// <summary>Takes a workload's new state and completes it with its running revisions.</summary>
    public Workload Observe(Workload incoming)
    {
        if (workloads.TryGetValue(incoming.Key, out var tracked)) tracked.Observe(incoming);
        else workloads[incoming.Key] = tracked = new(incoming);
        return Complete(tracked);
    }

    /// <summary>The workload's object is gone. Returns whether its pods may still be running.</summary>
    public bool Drain(WorkloadKey key, DateTimeOffset now)
    {
        if (!workloads.TryGetValue(key, out var tracked)) return false;
        if (key.Kind == "Pod")
        {
            workloads.Remove(key); // its object is gone only after it has ended
            return false;
        }

        tracked.Drain(now, LongestDrain);
        return true;
    }

    /// <summary>Forgets a workload altogether.</summary>
    public void Forget(WorkloadKey key) => workloads.Remove(key);

    /// <summary>The pods of this moment may hold references that no object says any more.</summary>
    public void Linger(WorkloadKey key, ValueList<Reference> references)
    {
        if (!references.IsEmpty && workloads.TryGetValue(key, out var tracked)) tracked.Linger(references);
    }

    /// <summary>What lingers for a workload.</summary>
    public ValueList<Reference> LingeringOf(WorkloadKey key) => workloads.GetValueOrDefault(key)?.Lingering ?? [];

    /// <summary>Whether a workload's running revisions are not known yet, so that nothing may be closed for it.</summary>
    public bool IsHeld(WorkloadKey key) => workloads.GetValueOrDefault(key)?.Held ?? false;

    /// <summary>Takes the template of a running revision.</summary>
    public void Learn(WorkloadKey key, string revision, PodTemplate template)
    {
        if (workloads.TryGetValue(key, out var tracked)) tracked.Learn(revision, template);
    }

    /// <summary>Looks at all pods of a namespace.</summary>
    /// <returns>What changed, and what has to be read before more can be said.</returns>
    public PodsSeen Look(string @namespace, IReadOnlyCollection<PodInfo> pods, DateTimeOffset now)
    {
        var changed = new List<Workload>();
        var drained = new List<WorkloadKey>();
        var queries = new List<RevisionQuery>();
        foreach (var (key, tracked) in workloads.Where(each => each.Key.Namespace == @namespace && each.Value.NeedsPods).ToList())
        {
            var before = (tracked.Running, tracked.Held, tracked.Lingering);
            queries.AddRange(tracked.Look(pods, now));
            if (tracked.Drained)
            {
                workloads.Remove(key);
                drained.Add(key);
            }
            else if (!tracked.IsDraining && !before.Equals((tracked.Running, tracked.Held, tracked.Lingering)))
            {
                changed.Add(Complete(tracked));
            }
        }

        return new([.. changed], [.. drained], [.. queries]);
    }

    private static Workload Complete(TrackedWorkload tracked) =>
        tracked.Running.IsEmpty ? tracked.Workload : tracked.Workload with { RunningRevisions = tracked.Running };
}
