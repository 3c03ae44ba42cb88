using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.References.Environments;

/// <summary>The <c>fieldRef</c> paths whose value the template tells.</summary>
internal static class DownwardField
{
    /// <summary>The field's value, or null where only a running pod has it.</summary>
    public static string? Value(string path, WorkloadKey workload) => path switch
    {
        "metadata.namespace" => workload.Namespace,
        "metadata.name" => PodName(workload),
        _ => null,
    };

    /// <summary>The name of one of the workload's pods: exact for StatefulSets and Pods, a stand-in for the others.</summary>
    public static string PodName(WorkloadKey workload) => workload.Kind == "StatefulSet" ? $"{workload.Name}-0" : workload.Name;
}
