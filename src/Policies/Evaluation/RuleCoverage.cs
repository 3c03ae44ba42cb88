using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>What some rules together open, and whether they open all of another rule. In doubt, they do not.</summary>
internal sealed class RuleCoverage
{
    private readonly List<PortCoverage> fromAnybody = [];
    private readonly Dictionary<PolicyPeer, List<PortCoverage>> byPeer = [];

    public RuleCoverage(IEnumerable<PolicyRule> rules)
    {
        foreach (var rule in rules)
        {
            var ports = PortCoverage.Of(rule.Ports);
            if (rule.Peers.IsEmpty) fromAnybody.Add(ports);
            foreach (var peer in rule.Peers) Of(peer).Add(ports);
        }
    }

    /// <summary>Whether all flows of the rule are open.</summary>
    public bool Covers(PolicyRule rule)
    {
        var wanted = PortCoverage.Of(rule.Ports);
        return PortCoverage.Union(fromAnybody).Covers(wanted)
            || (!rule.Peers.IsEmpty && rule.Peers.All(peer => Covers(peer, wanted)));
    }

    private bool Covers(PolicyPeer peer, PortCoverage wanted) =>
        PortCoverage.Union([.. fromAnybody, .. byPeer.GetValueOrDefault(peer) ?? []]).Covers(wanted)
        || PortCoverage.Union([.. fromAnybody, .. byPeer.Where(pair => PeerComparison.Implies(peer, pair.Key)).SelectMany(pair => pair.Value)])
            .Covers(wanted);

    private List<PortCoverage> Of(PolicyPeer peer)
    {
        if (!byPeer.TryGetValue(peer, out var list)) byPeer[peer] = list = [];
        return list;
    }
}
