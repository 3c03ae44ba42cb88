using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>The namespaces that ask for a baseline, and whether their running pods allow it. Used on the grain's scheduler only.</summary>
internal sealed class BaselineBook(PolicyOptions options)
{
    private readonly Dictionary<string, NamespaceInfo> asking = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ValueList<string>> uncovered = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>The namespaces that ask.</summary>
    public IReadOnlyCollection<string> Asking => asking.Keys;

    /// <summary>The namespaces in which something changed that may decide.</summary>
    public IReadOnlyCollection<string> Touched => touched;

    /// <summary>Takes a Namespace; returns whether it asks.</summary>
    public bool Set(string name, NamespaceInfo? ns)
    {
        var asks = Baseline.IsAsked(ns, options);
        if (asks) asking[name] = ns!;
        else asking.Remove(name);
        Touch(name);
        return asks;
    }

    /// <summary>Something changed in a namespace that may decide.</summary>
    public void Touch(string ns)
    {
        if (asking.ContainsKey(ns)) touched.Add(ns);
    }

    /// <summary>The pods of a namespace are not known any more.</summary>
    public void Forget(string ns)
    {
        uncovered.Remove(ns);
        Touch(ns);
    }

    /// <summary>Decides anew where something changed; returns whether the answer did.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="pods">All of its running pods.</param>
    /// <param name="model">Its workloads.</param>
    /// <param name="policies">A workload's policy must be there before the baseline comes; once it is, a new workload's may follow in a moment.</param>
    public bool Decide(string ns, IEnumerable<PodInfo> pods, ShardModel model, PolicyBook policies)
    {
        if (!asking.TryGetValue(ns, out var info) || !touched.Remove(ns)) return false;
        var stands = policies.IsOwn(Baseline.KeyOf(ns));
        var workloads = model.Workloads.Where(workload => workload.Key.Namespace == ns)
            .Select(workload => (workload, Dispositions.Of(workload, info, model.Platform, options)))
            .Where(each => each.Item2 != Disposition.Managed || stands || policies.IsOwn(each.workload.Key))
            .ToList();
        var left = Baseline.Uncovered(info, pods.Select(pod => new BaselinePod("Pod", pod.Name.Name, pod.Labels, pod.Controller)), workloads);
        if (uncovered.TryGetValue(ns, out var before) && before.Equals(left)) return false;
        uncovered[ns] = left;
        return true;
    }

    /// <summary>The pods that keep the baseline away; null where none is asked for, or the pods are not known.</summary>
    public ValueList<string>? UncoveredOf(string ns) => asking.ContainsKey(ns) && uncovered.TryGetValue(ns, out var left) ? left : null;

    /// <summary>Whether a baseline is asked for and the pods are not known yet: then nothing is to be done about it.</summary>
    public bool IsUndecided(WorkloadKey key) => Baseline.IsKey(key) && asking.ContainsKey(key.Namespace) && !uncovered.ContainsKey(key.Namespace);
}
