using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>Deals rules out to policies so that none holds too many peers.</summary>
internal static class RulePages
{
    /// <summary>The rules in their order, a rule with too many peers cut into several of the same ports.</summary>
    public static List<ValueList<PolicyRule>> Of(ValueList<PolicyRule> rules, int maxPeers)
    {
        var pages = new List<ValueList<PolicyRule>>();
        var page = new List<PolicyRule>();
        var room = maxPeers;
        foreach (var rule in rules.SelectMany(rule => Cut(rule, maxPeers)))
        {
            var size = Math.Max(1, rule.Peers.Count);
            if (size > room)
            {
                pages.Add([.. page]);
                page.Clear();
                room = maxPeers;
            }

            page.Add(rule);
            room -= size;
        }

        if (page.Count > 0) pages.Add([.. page]);
        return pages;
    }

    private static IEnumerable<PolicyRule> Cut(PolicyRule rule, int maxPeers) => rule.Peers.Count <= maxPeers
        ? [rule]
        : rule.Peers.Chunk(maxPeers).Select(peers => new PolicyRule([.. peers], rule.Ports));
}
