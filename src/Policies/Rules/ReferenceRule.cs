using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Rules;

/// <summary>A workload reaches what its resolved references name, on the ports that they name.</summary>
internal static class ReferenceRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) =>
        from reference in workload.References
        where reference.Outcome == Outcome.Resolved
        from allowance in Allowances(reference, workload)
        select new Grant(Direction.Egress, allowance, ReasonFor(reference, workload));

    private static IEnumerable<Allowance> Allowances(ResolvedReference reference, WorkloadContext workload)
    {
        var facts = reference.Facts!;
        var request = PortRequest.Of(reference.Target);
        if (facts.Pods is null) return Blocks.For(facts, request).Select(block => new Allowance(PolicyPeer.Block(block.Cidr), [block.Port]));

        var ports = PortChoice.Of(facts, request).Ports;
        var pods = new Allowance(TargetPeer.Of(facts), ports);
        return facts.HostNetwork ? [pods, .. NodePeers.Of(workload, ports)] : [pods];
    }

    private static Reason ReasonFor(ResolvedReference reference, WorkloadContext workload) => new(
        workload.Lingering.Contains(reference.Reference) ? ReasonKind.Lingering
            : reference.Reference.Evidence.Field == Annotations.Egress ? ReasonKind.Declaration
            : ReasonKind.Reference,
        reference.Reference.Evidence, reference.Facts!.Key);
}
