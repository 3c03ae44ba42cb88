using System.Net;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Tests.Evaluation;

/// <summary>The API's documentation written down once more, as plainly and slowly as possible, to compare the evaluator with.</summary>
internal static class LiteralEvaluator
{
    public static bool Allows(IReadOnlyList<ScopedPolicy> policies, Flow flow) =>
        Lets(policies, PolicyTypes.Egress, flow.From, flow.To, flow) && Lets(policies, PolicyTypes.Ingress, flow.To, flow.From, flow);

    private static bool Lets(IReadOnlyList<ScopedPolicy> policies, PolicyTypes direction, Endpoint side, Endpoint peer, Flow flow)
    {
        if (side.Namespace is null || side.HostNetwork) return true;
        var isolating = policies.Where(policy => policy.Spec.Isolates.HasFlag(direction)
            && policy.Name.Namespace == side.Namespace && policy.Spec.PodSelector.Matches(side.Labels)).ToList();
        return isolating.Count == 0 || isolating.Any(policy => (direction == PolicyTypes.Egress ? policy.Spec.Egress : policy.Spec.Ingress).Any(rule =>
            (rule.Peers.Count == 0 || rule.Peers.Any(entry => Means(entry, policy.Name.Namespace, peer)))
            && (rule.Ports.Count == 0 || rule.Ports.Any(entry => Means(entry, flow)))));
    }

    private static bool Means(PolicyPeer peer, string ns, Endpoint endpoint)
    {
        if (peer.IpBlock is { } block)
            return endpoint.Addresses.Any(address => Contains(block.Cidr, address) && !block.Except.Any(except => Contains(except, address)));
        if (endpoint.Namespace is null || endpoint.HostNetwork) return false;
        if (peer.NamespaceSelector is null ? endpoint.Namespace != ns : !peer.NamespaceSelector.Matches(endpoint.NamespaceLabels)) return false;
        return peer.PodSelector is null || peer.PodSelector.Matches(endpoint.Labels);
    }

    private static bool Contains(string cidr, string address)
    {
        var (network, probe) = (IPNetwork.Parse(cidr), IPAddress.Parse(address));
        return network.BaseAddress.AddressFamily == probe.AddressFamily && network.Contains(probe);
    }

    private static bool Means(PolicyPort port, Flow flow)
    {
        if (port.Protocol != flow.Protocol) return false;
        if (port.Port is not { } value) return true;
        if (value.Name is { } name)
            return flow.To is { Namespace: not null, HostNetwork: false } && flow.To.Ports.Any(declared => declared.Name == name && declared.Protocol == flow.Protocol && declared.Number == flow.Port);
        return value.Number <= flow.Port && flow.Port <= (port.EndPort ?? value.Number);
    }
}
