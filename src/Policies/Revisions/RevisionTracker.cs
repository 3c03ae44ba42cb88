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
    private readonly Dictionary<string, HashSet<WorkloadKey>> underWay = new(StringComparer.Ordinal);
    private readonly HashSet<WorkloadKey> held = [];
    private HashSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>The namespaces whose pods have to be watched now.</summary>
    public IReadOnlyCollection<string> NamespacesToWatch => underWay.Keys;

    /// <summary>Whether of any workload the running revisions are not known yet.</summary>
    public bool IsAnyHeld => held.Count > 0;

    /// <summary>Takes a workload's new state and completes it with its running revisions.</summary>
    public Workload Observe(Workload incoming)
    {
        if (workloads.TryGetValue(incoming.Key, out var tracked)) tracked.Observe(incoming);
        else workloads[incoming.Key] = tracked = new(incoming);
        Touch(incoming.Key);
        return Complete(tracked);
    }

    /// <summary>The workload's object is gone. Returns whether its pods may still be running.</summary>
    public bool Drain(WorkloadKey key, DateTimeOffset now)
    {
        if (!workloads.TryGetValue(key, out var tracked)) return false;
        if (key.Kind == "Pod")
        {
            Forget(key); // its object is gone only after it has ended
            return false;
        }

        tracked.Drain(now, LongestDrain);
        Touch(key);
        return true;
    }

    /// <summary>
    /// The pods that run when the tracker starts, before which it has seen nothing: a workload of which pods end is doubted. Returns the pods of no
    /// workload that is known.
    /// </summary>
    public IReadOnlyCollection<PodInfo> Doubt(string @namespace, NamespacePods running)
    {
        var orphans = running.All.ToDictionary(pod => pod.Name);
        foreach (var (key, tracked) in workloads.Where(each => each.Key.Namespace == @namespace && !each.Value.IsDraining).ToList())
        {
            var own = tracked.OwnAmong(running);
            foreach (var pod in own) orphans.Remove(pod.Name);
            if (!own.Any(pod => pod.Terminating)) continue;
            tracked.Doubt();
            Touch(key);
        }

        return orphans.Values;
    }

    /// <summary>Takes a workload that was gone before the tracker started, and whose pods still run.</summary>
    public void Adopt(Workload gone, DateTimeOffset now)
    {
        if (workloads.ContainsKey(gone.Key)) return;
        var tracked = new TrackedWorkload(gone);
        tracked.Drain(now, LongestDrain);
        workloads[gone.Key] = tracked;
        Touch(gone.Key);
    }

    /// <summary>Forgets a workload altogether.</summary>
    public void Forget(WorkloadKey key)
    {
        workloads.Remove(key);
        File(key);
    }

    /// <summary>The pods of this moment may hold references that no object says any more.</summary>
    public void Linger(WorkloadKey key, ValueList<Reference> references)
    {
        if (references.IsEmpty || !workloads.TryGetValue(key, out var tracked)) return;
        tracked.Linger(references);
        Touch(key);
    }

    /// <summary>The workloads for which something lingers, sorted.</summary>
    public IEnumerable<WorkloadKey> Lingering => workloads.Where(each => !each.Value.Lingering.IsEmpty).Select(each => each.Key).Order();

    /// <summary>What lingers for a workload.</summary>
    public ValueList<Reference> LingeringOf(WorkloadKey key) => workloads.GetValueOrDefault(key)?.Lingering ?? [];

    /// <summary>Whether a workload's running revisions are not known yet, so that nothing may be closed for it.</summary>
    public bool IsHeld(WorkloadKey key) => held.Contains(key);

    /// <summary>Takes the template of a running revision.</summary>
    public void Learn(WorkloadKey key, string revision, PodTemplate template)
    {
        if (!workloads.TryGetValue(key, out var tracked)) return;
        tracked.Learn(revision, template);
        Touch(key);
    }

    /// <summary>Looks at all pods of a namespace.</summary>
    /// <returns>What changed, and what has to be read before more can be said.</returns>
    public PodsSeen Look(string @namespace, NamespacePods pods, DateTimeOffset now)
    {
        var changed = new List<Workload>();
        var drained = new List<WorkloadKey>();
        var queries = new List<RevisionQuery>();
        foreach (var key in underWay.GetValueOrDefault(@namespace, []).Order().ToList())
        {
            var tracked = workloads[key];
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

            File(key);
        }

        return new([.. changed], [.. drained], [.. queries]);
    }

    /// <summary>A pod of a namespace came, changed or went.</summary>
    public void Touch(string @namespace) => touched.Add(@namespace);

    /// <summary>The namespaces at whose pods a look may tell something that it did not tell before; time aside.</summary>
    public IReadOnlySet<string> TakeTouched() => Interlocked.Exchange(ref touched, new(StringComparer.Ordinal));

    private void Touch(WorkloadKey key)
    {
        File(key);
        touched.Add(key.Namespace);
    }

    /// <summary>Files a workload by what it needs now.</summary>
    private void File(WorkloadKey key)
    {
        var tracked = workloads.GetValueOrDefault(key);
        if (tracked is { Held: true, IsDraining: false }) held.Add(key);
        else held.Remove(key);
        if (tracked is { NeedsPods: true })
        {
            if (!underWay.TryGetValue(key.Namespace, out var filed)) underWay[key.Namespace] = filed = [];
            filed.Add(key);
        }
        else if (underWay.TryGetValue(key.Namespace, out var filed) && filed.Remove(key) && filed.Count == 0)
        {
            underWay.Remove(key.Namespace);
        }
    }

    private static Workload Complete(TrackedWorkload tracked) =>
        tracked.Running.IsEmpty ? tracked.Workload : tracked.Workload with { RunningRevisions = tracked.Running };
}
