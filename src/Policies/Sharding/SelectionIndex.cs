using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>
/// Which Services select which workloads' pods, in both directions, at a cost in proportion to the answer: both sides are
/// filed under label pairs of their namespace.
/// </summary>
internal sealed class SelectionIndex
{
    private readonly Dictionary<(string Namespace, string Key, string Value), Dictionary<WorkloadKey, Workload>> workloadsByLabel = [];
    private readonly Dictionary<(string Namespace, string Key, string Value), Dictionary<ObjectName, Service>> servicesByFirstPair = [];

    /// <summary>Files a workload under the labels of all of its revisions.</summary>
    public void Add(Workload workload)
    {
        foreach (var pair in PairsOf(workload))
        {
            if (!workloadsByLabel.TryGetValue(pair, out var filed)) workloadsByLabel[pair] = filed = [];
            filed[workload.Key] = workload;
        }
    }

    /// <summary>Takes a workload out again; it must be the very one that was added.</summary>
    public void Remove(Workload workload)
    {
        foreach (var pair in PairsOf(workload))
            if (workloadsByLabel.TryGetValue(pair, out var filed) && filed.Remove(workload.Key) && filed.Count == 0) workloadsByLabel.Remove(pair);
    }

    /// <summary>Files a Service; one without a selector selects nothing.</summary>
    public void Add(Service service)
    {
        if (FirstPairOf(service) is not { } pair) return;
        if (!servicesByFirstPair.TryGetValue(pair, out var filed)) servicesByFirstPair[pair] = filed = [];
        filed[service.Name] = service;
    }

    /// <summary>Takes a Service out again.</summary>
    public void Remove(Service service)
    {
        if (FirstPairOf(service) is { } pair && servicesByFirstPair.TryGetValue(pair, out var filed) && filed.Remove(service.Name) && filed.Count == 0)
            servicesByFirstPair.Remove(pair);
    }

    /// <summary>The Services that select pods of any revision of the workload, by name.</summary>
    public List<Service> ServicesOf(Workload workload)
    {
        var found = new List<Service>();
        foreach (var pair in PairsOf(workload))
            if (servicesByFirstPair.TryGetValue(pair, out var filed))
                found.AddRange(filed.Values.Where(service => Selects(service.Selector!, workload)));
        found.Sort((left, right) => left.Name.CompareTo(right.Name));
        return found;
    }

    /// <summary>The workloads of a namespace of which a revision carries all of the labels, by key.</summary>
    public List<Workload> WorkloadsOf(string @namespace, Labels selector)
    {
        Dictionary<WorkloadKey, Workload>? smallest = null;
        foreach (var (key, value) in selector)
        {
            if (!workloadsByLabel.TryGetValue((@namespace, key, OrdinalLabels.Filed(key, value)), out var filed)) return [];
            if (smallest is null || filed.Count < smallest.Count) smallest = filed;
        }

        if (smallest is null) return [];
        var found = smallest.Values.Where(workload => Selects(selector, workload)).ToList();
        found.Sort((left, right) => left.Key.CompareTo(right.Key));
        return found;
    }

    private static bool Selects(Labels selector, Workload workload)
    {
        var ofTemplates = OrdinalLabels.Without(selector, workload.Key);
        return ofTemplates is not null && workload.Revisions.Any(template => template.Labels.Includes(ofTemplates));
    }

    private static HashSet<(string Namespace, string Key, string Value)> PairsOf(Workload workload) =>
    [
        .. workload.Revisions.SelectMany(template => template.Labels).Concat(OrdinalLabels.Of(workload.Key)).Select(pair => (workload.Key.Namespace, pair.Key, pair.Value)),
    ];

    private static (string Namespace, string Key, string Value)? FirstPairOf(Service service) => service.Selector is { IsEmpty: false } selector
        ? (service.Name.Namespace, selector.First().Key, OrdinalLabels.Filed(selector.First().Key, selector.First().Value))
        : null;
}
