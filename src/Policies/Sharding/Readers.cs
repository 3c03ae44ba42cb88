using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>Which workloads read which ConfigMaps and Secrets.</summary>
internal sealed class Readers
{
    private readonly Dictionary<WorkloadKey, ValueList<ObjectName>> byWorkload = [];
    private readonly MultiIndex<ObjectName, WorkloadKey> byMap = new();

    /// <summary>Replaces what a workload reads.</summary>
    public void Replace(WorkloadKey workload, ValueList<ObjectName> maps)
    {
        foreach (var map in byWorkload.GetValueOrDefault(workload, [])) byMap.Remove(map, workload);
        if (maps.IsEmpty) byWorkload.Remove(workload);
        else byWorkload[workload] = maps;
        foreach (var map in maps) byMap.Add(map, workload);
    }

    /// <summary>The workloads that read a ConfigMap or Secret of that name.</summary>
    public IReadOnlyCollection<WorkloadKey> Of(ObjectName map) => byMap.Of(map);
}
