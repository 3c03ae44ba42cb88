using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>
/// Merges allowances into the fewest rules in one canonical order: equal sets of allowances give equal rules, whatever
/// the order in which they came.
/// </summary>
public static class RuleMerger
{
    /// <summary>The rules that admit exactly what the allowances admit together.</summary>
    public static ValueList<PolicyRule> Merge(IEnumerable<Allowance> allowances)
    {
        var portsByPeer = new Dictionary<string, (PolicyPeer? Peer, PortUnion Ports)>(StringComparer.Ordinal);
        foreach (var allowance in allowances)
        {
            var text = PeerText.Of(allowance.Peer);
            if (!portsByPeer.TryGetValue(text, out var entry)) portsByPeer[text] = entry = (allowance.Peer, new());
            entry.Ports.Add(allowance.Ports);
        }

        DropWhatAnyPeerAdmits(portsByPeer);
        return
        [
            .. portsByPeer
                .GroupBy(entry => entry.Value.Peer is null ? "any" : entry.Value.Ports.Text, StringComparer.Ordinal)
                .Select(group => RuleOf([.. group.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)]))
                .OrderBy(rule => rule.Text, StringComparer.Ordinal)
                .Select(rule => rule.Rule),
        ];
    }

    /// <summary>A rule's peers with its ports, one by one: the inverse of <see cref="Merge"/>.</summary>
    public static IEnumerable<Allowance> Split(IEnumerable<PolicyRule> rules) =>
        rules.SelectMany(rule => rule.Peers.IsEmpty
            ? [new Allowance(null, rule.Ports)]
            : rule.Peers.Select(peer => new Allowance(peer, rule.Ports)));

    private static void DropWhatAnyPeerAdmits(Dictionary<string, (PolicyPeer? Peer, PortUnion Ports)> portsByPeer)
    {
        if (!portsByPeer.TryGetValue(PeerText.Of(null), out var any)) return;
        foreach (var (text, entry) in portsByPeer)
            if (entry.Peer is not null && any.Ports.Covers(entry.Ports)) portsByPeer.Remove(text);
    }

    private static (string Text, PolicyRule Rule) RuleOf(List<(PolicyPeer? Peer, PortUnion Ports)> entries)
    {
        var ports = entries[0].Ports;
        ValueList<PolicyPeer> peers = [.. entries.Where(entry => entry.Peer is not null).Select(entry => entry.Peer!)];
        return ($"{(peers.IsEmpty ? "~" : "")}{ports.Text}", new(peers, ports.Sorted));
    }
}
