using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>Pods that still run although the workload that made them is gone: clients that drain.</summary>
public static class Strays
{
    /// <summary>The workload that made a pod, as far as the pod tells; null where nothing of Kubernetes' own kinds did.</summary>
    public static WorkloadKey? MakerOf(PodInfo pod) => pod.Controller switch
    {
        null => null,
        var owner when !ManagedKind.BuiltIn.Any(kind => kind.IsKindOf(owner)) => null,
        { Kind: "ReplicaSet" } set when PodRevision.DeploymentOf(set.Name, pod.Labels) is { } deployment => new(pod.Name.Namespace, "Deployment", deployment),
        var owner => new(pod.Name.Namespace, owner.Kind, owner.Name),
    };

    /// <summary>
    /// The workload as its pods tell it, one of each revision; nothing where they carry no label in common, by which a server could
    /// admit them.
    /// </summary>
    /// <param name="maker">The workload that is gone.</param>
    /// <param name="pods">The pods, read as workloads of their own.</param>
    public static Workload? Workload(WorkloadKey maker, IReadOnlyList<Workload> pods)
    {
        if (pods.Count == 0) return null;
        var common = GeneratedLabels.Strip(pods[0].Template.Labels)
            .Where(label => pods.All(pod => pod.Template.Labels[label.Key] == label.Value));
        var selector = LabelSelector.Of(Labels.From(common));
        return selector.IsEmpty
            ? null
            : pods[0] with { Key = maker, Controller = null, Selector = selector, RunningRevisions = [.. pods.Skip(1).Select(pod => pod.Template)] };
    }
}
