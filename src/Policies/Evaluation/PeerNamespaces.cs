using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>In which namespaces the pods may be that a peer means.</summary>
internal static class PeerNamespaces
{
    /// <summary>
    /// Whether the peer may mean a pod of one of some namespaces. In doubt, yes: an address may be any pod's or its node's, labels may be any
    /// namespace's. Only the label with the namespace's name, which nobody but the API server sets, tells for sure.
    /// </summary>
    /// <param name="peer">The peer; null for any.</param>
    /// <param name="own">The policy's namespace.</param>
    /// <param name="isOne">Whether a namespace is one of them.</param>
    public static bool MayBeIn(PolicyPeer? peer, string own, Func<string, bool> isOne) => peer switch
    {
        null or { IpBlock: not null } => true,
        { NamespaceSelector: { } namespaces } => !NamesOf(namespaces, out var names) || names.Any(isOne),
        _ => isOne(own),
    };

    private static bool NamesOf(LabelSelector namespaces, out ValueList<string> names)
    {
        var constraint = LabelConstraint.Of(namespaces).GetValueOrDefault(PolicyPeer.NamespaceNameLabel, LabelConstraint.Anything);
        names = constraint.Values;
        return constraint is { MayBeAbsent: false, Excludes: false };
    }
}
