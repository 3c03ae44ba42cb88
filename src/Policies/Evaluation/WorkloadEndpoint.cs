using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Makes endpoints of workloads.</summary>
public static class WorkloadEndpoint
{
    /// <summary>Any pod of the workload's current revision.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="namespaceLabels">The labels of its namespace, or null where only the namespace's name is known.</param>
    public static Endpoint Of(Workload workload, Labels? namespaceLabels) => Of(workload, workload.Template, namespaceLabels);

    /// <summary>Any pod of one of the workload's revisions.</summary>
    public static Endpoint Of(Workload workload, PodTemplate revision, Labels? namespaceLabels) => new()
    {
        Name = workload.Key.ToString(),
        Namespace = workload.Key.Namespace,
        NamespaceLabels = Endpoint.LabelsOf(workload.Key.Namespace, namespaceLabels),
        Labels = PodLabels(workload.Key, revision.Labels),
        Ports = revision.Containers.SelectMany(container => container.Ports).ToValueList(),
        HostNetwork = revision.HostNetwork,
        IsReplicated = workload.Key.Kind != "Pod",
    };

    /// <summary>Template labels, and those of the controllers of Jobs and StatefulSets by which Services and policies tell their pods.</summary>
    private static Labels PodLabels(WorkloadKey key, Labels template) => key.Kind is "Job" or "CronJob"
        ? Labels.From([.. template, new(GeneratedLabels.JobName, key.Name)])
        : OrdinalLabels.OfFirstPod(key, template);
}
