using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>
/// The pods of one namespace, found by selector at a cost in proportion to the answer: filed under each of their labels that is not a
/// generated one. Not safe for concurrent use.
/// </summary>
public sealed class NamespacePods
{
    private static readonly Dictionary<ObjectName, PodInfo> None = [];

    private readonly Dictionary<ObjectName, PodInfo> byName = [];
    private readonly Dictionary<(string Key, string Value), Dictionary<ObjectName, PodInfo>> byLabel = [];

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<PodInfo> All => byName.Values;

    /// <summary>The pod of that name, or null.</summary>
    public PodInfo? Find(ObjectName name) => byName.GetValueOrDefault(name);

    /// <summary>Takes a pod's new state; null where it is gone.</summary>
    public void Set(ObjectName name, PodInfo? pod)
    {
        if (byName.Remove(name, out var before)) Unfile(before);
        if (pod is null) return;
        byName[name] = pod;
        foreach (var pair in PairsOf(pod))
        {
            if (!byLabel.TryGetValue(pair, out var filed)) byLabel[pair] = filed = [];
            filed[name] = pod;
        }
    }

    /// <summary>The pods that a selector selects, in no order; none for an empty one.</summary>
    public IEnumerable<PodInfo> Selected(LabelSelector selector) =>
        selector.IsEmpty ? [] : Candidates(selector.MatchLabels).Where(pod => selector.Matches(pod.Labels));

    private Dictionary<ObjectName, PodInfo>.ValueCollection Candidates(Labels wanted)
    {
        Dictionary<ObjectName, PodInfo>? smallest = null;
        foreach (var (key, value) in wanted)
        {
            if (GeneratedLabels.Contains(key)) continue;
            if (!byLabel.TryGetValue((key, value), out var filed)) return None.Values;
            if (smallest is null || filed.Count < smallest.Count) smallest = filed;
        }

        return (smallest ?? byName).Values;
    }

    private void Unfile(PodInfo pod)
    {
        foreach (var pair in PairsOf(pod))
            if (byLabel[pair] is var filed && filed.Remove(pod.Name) && filed.Count == 0) byLabel.Remove(pair);
    }

    private static IEnumerable<(string Key, string Value)> PairsOf(PodInfo pod) =>
        pod.Labels.Where(pair => !GeneratedLabels.Contains(pair.Key)).Select(pair => (pair.Key, pair.Value));
}
