using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>
/// Which Services select which workloads' pods, in both directions, at a cost in proportion to the answer: both sides are
/// filed under label pairs of their namespace.
/// </summary>
internal sealed class SelectionIndex
{
    private readonly MultiIndex<(string Namespace, string Key, string Value), Workload> workloadsByLabel = new(ReferenceEqualityComparer.Instance);
    private readonly MultiIndex<(string Namespace, string Key, string Value), Service> servicesByFirstPair = new(ReferenceEqualityComparer.Instance);

    /// <summary>Files a workload under the labels of all of its revisions.</summary>
    public void Add(Workload workload)
    {
        foreach (var pair in PairsOf(workload)) workloadsByLabel.Add(pair, workload);
    }

    /// <summary>Takes a workload out again; it must be the very one that was added.</summary>
    public void Remove(Workload workload)
    {
        foreach (var pair in PairsOf(workload)) workloadsByLabel.Remove(pair, workload);
    }

    /// <summary>Files a Service; one without a selector selects nothing.</summary>
    public void Add(Service service)
    {
        if (FirstPairOf(service) is { } pair) servicesByFirstPair.Add(pair, service);
    }

    /// <summary>Takes a Service out again; it must be the very one that was added.</summary>
    public void Remove(Service service)
    {
        if (FirstPairOf(service) is { } pair) servicesByFirstPair.Remove(pair, service);
    }

    /// <summary>The Services that select pods of any revision of the workload, by name.</summary>
    public List<Service> ServicesOf(Workload workload)
    {
        var found = new List<Service>();
        foreach (var pair in PairsOf(workload)) found.AddRange(servicesByFirstPair.Of(pair).Where(service => Selects(service.Selector!, workload)));
        found.Sort((left, right) => left.Name.CompareTo(right.Name));
        return found;
    }

    /// <summary>The workloads of a namespace of which a revision carries all of the labels, by key.</summary>
    public List<Workload> WorkloadsOf(string @namespace, Labels selector)
    {
        if (selector.IsEmpty) return [];
        var rarest = selector.Select(pair => (@namespace, pair.Key, OrdinalLabels.Filed(pair.Key, pair.Value))).MinBy(workloadsByLabel.Count);
        var found = workloadsByLabel.Of(rarest).Where(workload => Selects(selector, workload)).ToList();
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
