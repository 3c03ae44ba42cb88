using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>How pods reach the API server: through <c>default/kubernetes</c>, whose endpoints are node addresses.</summary>
public static class ApiServer
{
    /// <summary>The Service's addresses on its ports, the endpoints' addresses on theirs.</summary>
    public static ValueList<Allowance> Of(TargetFacts facts, ValueList<string> clusterIPs) =>
    [
        .. clusterIPs.Select(address => new Allowance(
            PolicyPeer.Block(Cidr.OfAddress(address)), [.. facts.Ports.Select(port => new PolicyPort(port.Protocol, port.Port))])),
        .. facts.Blocks.Select(block => new Allowance(PolicyPeer.Block(block.Cidr), [block.Port])),
    ];
}
