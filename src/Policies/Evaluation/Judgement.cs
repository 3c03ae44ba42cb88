using System.Net;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>What the policies of one end of a flow say about the other end.</summary>
internal static class Judgement
{
    /// <summary>Whether a pod talks to itself, which no policy can stop.</summary>
    public static bool IsSelf(Endpoint from, Endpoint to) => !from.IsReplicated && !to.IsReplicated && from.Name == to.Name;

    /// <summary>The decision of <paramref name="side"/> with its reason.</summary>
    public static SideVerdict Of(PolicyTypes direction, PreparedEndpoint side, PreparedEndpoint peer, Flow flow)
    {
        var isolating = side.Isolating(direction);
        var names = isolating.Select(policy => policy.Name).ToValueList();
        if (IsSelf(flow.From, flow.To)) return new(direction, SideOutcome.Self, names, null);
        if (!side.Endpoint.IsSelectable) return new(direction, SideOutcome.Unselectable, [], null);
        if (isolating.Length == 0) return new(direction, SideOutcome.NotIsolated, [], null);
        foreach (var policy in isolating)
            foreach (var rule in policy.Rules(direction))
                if (Admits(rule, peer, flow))
                    return new(direction, SideOutcome.Admitted, names, AdmissionOf(policy.Name, rule, peer.Endpoint, flow));
        return new(direction, SideOutcome.Denied, names, null);
    }

    /// <summary>The decision of <paramref name="side"/> alone.</summary>
    public static bool Allows(PolicyTypes direction, PreparedEndpoint side, PreparedEndpoint peer, in Flow flow)
    {
        var isolating = side.Isolating(direction);
        if (isolating.Length == 0) return true;
        foreach (var policy in isolating)
            foreach (var rule in policy.Rules(direction))
                if (Admits(rule, peer, flow)) return true;
        return false;
    }

    /// <summary>The ports of the answering end on which <paramref name="side"/> lets flows pass.</summary>
    public static PortSet Ports(PolicyTypes direction, PreparedEndpoint side, PreparedEndpoint peer, Endpoint to)
    {
        var isolating = side.Isolating(direction);
        if (isolating.Length == 0) return PortSet.All;
        var open = PortSet.None;
        foreach (var policy in isolating)
            foreach (var rule in policy.Rules(direction))
                if (rule.Admits(peer)) open = open.Union(rule.Ports.At(to));
        return open;
    }

    private static bool Admits(CompiledRule rule, PreparedEndpoint peer, in Flow flow) =>
        rule.Admits(peer) && rule.Ports.Contain(flow.To, flow.Protocol, flow.Port);

    private static Admission AdmissionOf(ObjectName policy, CompiledRule rule, Endpoint peer, Flow flow)
    {
        var addresses = peer.Addresses.Select(IpAddress.Parse).OfType<IPAddress>().ToArray();
        var peers = rule.Rule.Peers.Select(entry => new CompiledPeer(policy.Namespace, entry));
        var ports = rule.Rule.Ports;
        return new(policy, rule.Index,
            First(peers, entry => entry.Pods?.Matches(peer) ?? entry.Admits(addresses)),
            First(ports, entry => CompiledPorts.Matches(entry, flow.To, flow.Protocol, flow.Port)));
    }

    private static int? First<T>(IEnumerable<T> items, Func<T, bool> matches)
    {
        foreach (var (index, item) in items.Index())
            if (matches(item)) return index;
        return null;
    }
}
