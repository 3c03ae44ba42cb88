using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// A workload with a ServiceAccount of its own whose token is mounted talks to the API server. Whether it is mounted, the pod's
/// setting decides over the ServiceAccount's; the default is yes.
/// </summary>
internal static class ApiServerRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) => workload.Workload.Revisions.Any(template => HasToken(template, workload.ServiceAccount))
        ? workload.Platform.ApiServer.Select(peer => new Grant(Direction.Egress, peer, new(ReasonKind.ApiServer)))
        : [];

    private static bool HasToken(PodTemplate template, ServiceAccount? account) =>
        template.ServiceAccountName != "default" && (template.ProjectsToken || (template.AutomountToken ?? account?.AutomountToken ?? true));
}
