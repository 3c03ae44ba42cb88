using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>What one workload's context tells about another: it takes the whole cluster to know.</summary>
internal static class MutualFindings
{
    /// <summary>The findings, each with the workload that it is about.</summary>
    public static IEnumerable<(WorkloadKey About, Finding Finding)> Of(WorkloadContext context) =>
        ClientRule.Refused(context).Select(claim => (claim.Client, WorkloadFindings.MissingGrant(claim.Client, claim.Target)))
            .Concat(context.Overlaps.Select(other => (other, WorkloadFindings.Overlap(context.Workload.Key))));
}
