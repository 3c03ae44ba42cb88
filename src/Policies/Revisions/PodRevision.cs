using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>Tells pods' revisions apart by what their controllers write on them.</summary>
public static class PodRevision
{
    private const string TemplateHash = "pod-template-hash", RevisionHash = "controller-revision-hash";

    /// <summary>A text that pods of one revision of a workload share: a hash label's value, or else the controller's uid.</summary>
    public static string Of(PodInfo pod) => pod.Labels[TemplateHash] ?? pod.Labels[RevisionHash] ?? pod.Controller?.Uid ?? pod.Uid;

    /// <summary>Whether two templates give the same policy, the labels that their controllers generate aside.</summary>
    public static bool Same(PodTemplate left, PodTemplate right) => Plain(left).Equals(Plain(right));

    private static PodTemplate Plain(PodTemplate template) =>
        template with { Labels = template.Labels.Without(key => key is TemplateHash or RevisionHash) };
}
