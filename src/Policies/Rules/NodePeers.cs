using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>Nodes as peers: pods on the host's network have no other address.</summary>
internal static class NodePeers
{
    public static IEnumerable<Allowance> Of(WorkloadContext workload, ValueList<PolicyPort> ports) => Of(workload.Platform, ports);

    public static IEnumerable<Allowance> Of(Platform platform, ValueList<PolicyPort> ports) =>
        platform.NodeCidrs.Select(cidr => new Allowance(PolicyPeer.Block(cidr), ports));
}
