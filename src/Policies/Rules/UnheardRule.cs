using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// A workload that has no policy yet is open to everybody. Where a first one has to be written before the clients of some namespaces are known, all
/// of their pods are admitted until they are: so it closes what can be closed, and cuts nobody who may turn out to be a client.
/// </summary>
public static class UnheardRule
{
    /// <summary>What the first policy admits beyond the rules.</summary>
    /// <param name="unheard">The namespaces of which nothing is known.</param>
    /// <param name="platform">The platform: their pods may be on the nodes' network.</param>
    public static IEnumerable<Allowance> Allowances(IReadOnlyCollection<string> unheard, Platform platform) => unheard.Count == 0
        ? []
        : unheard.Select(ns => new Allowance(PolicyPeer.Namespace(ns), [])).Concat(NodePeers.Of(platform, []));
}
