using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Peers and ports in words.</summary>
internal static class PeerText
{
    /// <summary>A peer: <c>pods app=api in shop</c>, <c>10.0.0.0/8 except 10.1.0.0/16</c>, <c>anybody</c>.</summary>
    public static string Of(PolicyPeer? peer) => peer switch
    {
        null => "anybody",
        { IpBlock: { } block } => block.Except.IsEmpty ? block.Cidr : $"{block.Cidr} except {string.Join(", ", block.Except)}",
        { NamespaceSelector: null, PodSelector: { } pods } => $"{Pods(pods)} in the same namespace",
        { NamespaceSelector: { } namespaces } => $"{Pods(peer.PodSelector)} in {Namespaces(namespaces)}",
        _ => "nobody",
    };

    /// <summary>Ports: <c>80/TCP, 8000-8100/TCP</c>, or <c>all ports</c>.</summary>
    public static string Ports(ValueList<PolicyPort> ports) => ports.IsEmpty ? "all ports" : string.Join(", ", ports.Select(Of));

    /// <summary>A port: <c>80/TCP</c>, <c>http/TCP</c>, <c>8000-8100/TCP</c>, <c>*/UDP</c>.</summary>
    public static string Of(PolicyPort port) =>
        $"{port.Port?.ToString() ?? "*"}{(port.EndPort is { } end ? $"-{end}" : "")}/{port.Protocol}";

    private static string Pods(LabelSelector? pods) => pods is null or { IsEmpty: true } ? "all pods" : $"pods {pods}";

    private static string Namespaces(LabelSelector selector) => selector switch
    {
        { IsEmpty: true } => "all namespaces",
        { MatchExpressions.IsEmpty: true, MatchLabels.Count: 1 } when selector.MatchLabels[PolicyPeer.NamespaceNameLabel] is { } name => name,
        { MatchLabels.IsEmpty: true, MatchExpressions: [{ Key: PolicyPeer.NamespaceNameLabel, Operator: LabelOperator.In } only] } =>
            string.Join(" or ", only.Values),
        _ => $"namespaces {selector}",
    };
}
