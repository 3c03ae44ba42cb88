using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>Tells pods' revisions apart by what their controllers write on them.</summary>
public static class PodRevision
{
    private const string TemplateHash = "pod-template-hash", RevisionHash = "controller-revision-hash";

    /// <summary>A text that pods of one revision of a workload share: a hash label's value, or else the controller's uid.</summary>
    public static string Of(PodInfo pod) => pod.Labels[TemplateHash] ?? pod.Labels[RevisionHash] ?? pod.Controller?.Uid ?? pod.Uid;

    /// <summary>Whether two templates give the same policy, the labels that their controllers generate aside.</summary>
    public static bool Same(PodTemplate left, PodTemplate right) => ReferenceEquals(left, right) || Plain(left).Equals(Plain(right));

    /// <summary>
    /// Whether the pod's controller can be the workload's: another workload's pods may match its selector too (stable and canary), and what
    /// they run is none of its revisions.
    /// </summary>
    public static bool MayBelongTo(PodInfo pod, WorkloadKey workload) => (pod.Controller, workload.Kind) switch
    {
        (null, _) => false,
        ({ Kind: "ReplicaSet" } set, "Deployment") => DeploymentOf(set.Name, pod.Labels) is not { } name || name == workload.Name,
        ({ Kind: "Job" } job, "CronJob") => job.Name.StartsWith(workload.Name + "-", StringComparison.Ordinal),
        ({ } controller, var kind) when !ManagedKind.IsBuiltIn(kind) =>
            controller.Name == workload.Name || controller.Name.StartsWith(workload.Name + "-", StringComparison.Ordinal), // its own, or of what it makes
        ({ Kind: "ReplicaSet" or "StatefulSet" or "DaemonSet" or "ReplicationController" or "Job" } controller, var kind) => controller.Kind == kind && controller.Name == workload.Name,
        _ => true,
    };

    /// <summary>A Deployment names its ReplicaSets <c>name-hash</c>; one that it adopted has any name.</summary>
    internal static string? DeploymentOf(string replicaSet, Labels labels) =>
        labels[TemplateHash] is { } hash && replicaSet.EndsWith("-" + hash, StringComparison.Ordinal) ? replicaSet[..^(hash.Length + 1)] : null;

    private static PodTemplate Plain(PodTemplate template)
    {
        var plain = template.Labels.Without(static key => key is TemplateHash or RevisionHash);
        return ReferenceEquals(plain, template.Labels) ? template : template with { Labels = plain };
    }
}
