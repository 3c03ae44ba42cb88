using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Compares peers of policies of one namespace.</summary>
internal static class PeerComparison
{
    /// <summary>Whether everybody that <paramref name="narrow"/> means is also meant by <paramref name="wide"/>. In doubt, no.</summary>
    public static bool Implies(PolicyPeer narrow, PolicyPeer wide) => narrow.Equals(wide) || (narrow, wide) switch
    {
        ({ IpBlock: { } inner }, { IpBlock: { } outer }) => IsPlainBlock(narrow) && IsPlainBlock(wide) && Implies(inner, outer),
        ({ IpBlock: not null }, _) or (_, { IpBlock: not null }) => false,
        (_, { NamespaceSelector: null, PodSelector: null }) or ({ NamespaceSelector: null, PodSelector: null }, _) => false,
        _ => Namespaces(narrow, wide) && SelectorComparison.Implies(Pods(narrow), Pods(wide)),
    };

    private static bool Namespaces(PolicyPeer narrow, PolicyPeer wide) => (narrow.NamespaceSelector, wide.NamespaceSelector) switch
    {
        (null, null) => true, // both mean the policy's own namespace
        (null, { } outer) => outer.IsEmpty,
        ({ } inner, { } outer) => SelectorComparison.Implies(inner, outer),
        _ => false,
    };

    private static LabelSelector Pods(PolicyPeer peer) => peer.PodSelector ?? LabelSelector.Everything;

    private static bool IsPlainBlock(PolicyPeer peer) => peer is { NamespaceSelector: null, PodSelector: null };

    private static bool Implies(IpBlock narrow, IpBlock wide)
    {
        if (AddressRange.Parse(narrow.Cidr) is not { } inner || AddressRange.Parse(wide.Cidr) is not { } outer) return false;
        var alreadyOut = narrow.Except.Select(AddressRange.Parse).OfType<AddressRange>().ToList();
        return outer.Contains(inner) && wide.Except.Select(AddressRange.Parse).OfType<AddressRange>()
            .Where(hole => hole.Overlaps(inner))
            .All(hole => alreadyOut.Exists(except => except.Contains(hole)));
    }
}
