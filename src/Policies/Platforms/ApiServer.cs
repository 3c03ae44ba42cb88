using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>How pods reach the API server: through <c>default/kubernetes</c>, whose endpoints are node addresses.</summary>
public static class ApiServer
{
    /// <summary>
    /// Whether a workload talks to the API server: it has a ServiceAccount of its own, whose token is mounted. The pod's setting decides
    /// over the ServiceAccount's; the default is yes.
    /// </summary>
    public static bool IsUsedBy(Workload workload, ServiceAccount? account) => workload.Revisions.Any(template => HasToken(template, account));

    /// <summary>The Service's addresses on its ports, the endpoints' addresses on theirs.</summary>
    public static ValueList<Allowance> Of(TargetFacts facts, ValueList<string> clusterIPs) =>
    [
        .. clusterIPs.Select(address => new Allowance(
            PolicyPeer.Block(Cidr.OfAddress(address)), [.. facts.Ports.Select(port => new PolicyPort(port.Protocol, port.Port))])),
        .. facts.Blocks.Select(block => new Allowance(PolicyPeer.Block(block.Cidr), [block.Port])),
    ];

    private static bool HasToken(PodTemplate template, ServiceAccount? account) =>
        template.ServiceAccountName != "default" && (template.ProjectsToken || (template.AutomountToken ?? account?.AutomountToken ?? true));
}
