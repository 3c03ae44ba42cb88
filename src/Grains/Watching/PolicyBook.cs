using System.Globalization;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>The NetworkPolicies of a shard, ours and foreign, found by the workload that they are for.</summary>
internal sealed class PolicyBook(string instance)
{
    private readonly Dictionary<ObjectName, PolicyObject> byName = [];
    private readonly MultiIndex<WorkloadKey, ObjectName> byWorkload = new();
    private ulong observedAt;

    /// <summary>Our policies with their workloads.</summary>
    public IEnumerable<(WorkloadKey Workload, PolicyObject Policy)> Own =>
        byWorkload.Keys.SelectMany(workload => byWorkload.Of(workload).Select(name => (workload, byName[name])));

    /// <summary>How many policies there are, foreign ones included.</summary>
    public int Count => byName.Count;

    /// <summary>How many policies each namespace has, ours and others'.</summary>
    public Dictionary<string, (int Own, int Foreign)> CountByNamespace()
    {
        var own = byWorkload.Keys.SelectMany(byWorkload.Of).CountBy(name => name.Namespace).ToDictionary(StringComparer.Ordinal);
        return byName.Keys.CountBy(name => name.Namespace).ToDictionary(
            each => each.Key, each => (own.GetValueOrDefault(each.Key), each.Value - own.GetValueOrDefault(each.Key)), StringComparer.Ordinal);
    }

    /// <summary>The workloads for which there are policies of ours.</summary>
    public IEnumerable<WorkloadKey> Workloads => byWorkload.Keys;

    /// <summary>Whether a workload has a policy of ours.</summary>
    public bool IsOwn(WorkloadKey workload) => byWorkload.Count(workload) > 0;

    /// <summary>The highest version seen of any policy.</summary>
    public string ObservedAt => observedAt.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes a policy's new state, null where it is gone; returns the workload whose policy it is or was.</summary>
    public WorkloadKey? Set(ObjectName name, PolicyObject? policy)
    {
        var before = byName.Remove(name, out var old) ? PolicyOwnership.WorkloadOf(old, instance) : null;
        if (before is { } owner) byWorkload.Remove(owner, name);
        if (policy is null) return before;

        byName[name] = policy;
        if (ulong.TryParse(policy.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) observedAt = Math.Max(observedAt, version);
        var after = PolicyOwnership.WorkloadOf(policy, instance);
        if (after is { } workload) byWorkload.Add(workload, name);
        return after ?? before;
    }

    /// <summary>The policy of somebody else that has the name of a workload's own; null where there is none.</summary>
    public PolicyObject? ForeignOf(WorkloadKey workload) =>
        byName.GetValueOrDefault(PolicyName.Of(workload)) is { } policy && PolicyOwnership.WorkloadOf(policy, instance) != workload ? policy : null;

    /// <summary>The policies of a workload, and whatever else holds the name that its policy wants.</summary>
    public ValueList<PolicyObject> Of(WorkloadKey workload)
    {
        HashSet<ObjectName> names = [.. byWorkload.Of(workload), PolicyName.Of(workload)];
        return [.. names.Select(byName.GetValueOrDefault).OfType<PolicyObject>().OrderBy(policy => policy.Name)];
    }
}
