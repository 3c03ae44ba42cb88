using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>Counts what a shard decides, as it decides it. Used on the grain's scheduler only.</summary>
internal sealed class ShardTally
{
    private readonly Dictionary<WorkloadKey, (Disposition Disposition, ValueList<Outcome> References)> workloads = [];
    private bool touched;

    /// <summary>Takes what was decided for a workload; null where it is gone.</summary>
    public void Set(WorkloadKey key, Disposition? disposition, ValueList<ResolvedReference> references)
    {
        touched = true;
        if (disposition is { } decided) workloads[key] = (decided, [.. references.Select(each => each.Outcome)]);
        else workloads.Remove(key);
    }

    /// <summary>Something that is counted elsewhere changed.</summary>
    public void Touch() => touched = true;

    /// <summary>The namespaces in numbers, where anything changed since the last time; null where not.</summary>
    public IReadOnlyList<NamespaceTally>? Take(PolicyBook policies)
    {
        if (!touched) return null;
        touched = false;
        var byNamespace = workloads.ToLookup(each => each.Key.Namespace, each => each.Value, StringComparer.Ordinal);
        var counts = policies.CountByNamespace();
        return
        [
            .. byNamespace.Select(each => each.Key).Union(counts.Keys).Order(StringComparer.Ordinal).Select(ns => new NamespaceTally(
                ns,
                byNamespace[ns].CountBy(each => each.Disposition).ToDictionary(),
                byNamespace[ns].SelectMany(each => each.References).CountBy(outcome => outcome).ToDictionary(),
                counts.GetValueOrDefault(ns).Own,
                counts.GetValueOrDefault(ns).Foreign)),
        ];
    }
}
