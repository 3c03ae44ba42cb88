using NetpolOrleans.Policies.Platforms;

namespace NetpolOrleans.Policies.Rules;

/// <summary>A workload that uses the API server reaches it where the platform says that it is.</summary>
internal static class ApiServerRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) => ApiServer.IsUsedBy(workload.Workload, workload.ServiceAccount)
        ? workload.Platform.ApiServer.Select(peer => new Grant(Direction.Egress, peer, new(ReasonKind.ApiServer)))
        : [];
}
