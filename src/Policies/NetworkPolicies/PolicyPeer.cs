using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.NetworkPolicies;

/// <summary>
/// One entry of <c>from</c> or <c>to</c>: pods of namespaces (both selectors in one entry), pods of the policy's own
/// namespace (<paramref name="PodSelector"/> alone), all pods of namespaces, or an address block alone.
/// </summary>
public sealed record PolicyPeer(LabelSelector? NamespaceSelector, LabelSelector? PodSelector, IpBlock? IpBlock = null)
{
    /// <summary>The label that the API server puts on every namespace, with the namespace's own name.</summary>
    public const string NamespaceNameLabel = "kubernetes.io/metadata.name";

    /// <summary>The pods that <paramref name="pods"/> selects in one namespace.</summary>
    public static PolicyPeer Pods(string @namespace, LabelSelector pods) =>
        new(LabelSelector.Of((NamespaceNameLabel, @namespace)), pods);

    /// <summary>Every pod of one namespace.</summary>
    public static PolicyPeer Namespace(string name) => new(LabelSelector.Of((NamespaceNameLabel, name)), null);

    /// <summary>An address range.</summary>
    public static PolicyPeer Block(string cidr, params ReadOnlySpan<string> except) => new(null, null, new(cidr, [.. except]));
}
