using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Reads the peer of a declaration.</summary>
internal static class PeerParser
{
    private const string Forms = "a peer is service:[ns/]name, workload:[ns/]kind/name, namespace:name, cidr:CIDR[!CIDR…], apiserver or any";

    /// <summary>The peer that a text without spaces names.</summary>
    public static Parsed<DeclaredPeer> Parse(string text, string ownNamespace)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return (kind, colon >= 0) switch
        {
            ("apiserver", false) => new DeclaredPeer(DeclaredPeerKind.ApiServer),
            ("any", false) => new DeclaredPeer(DeclaredPeerKind.Any),
            ("service", true) => Service(rest.Split('/'), ownNamespace),
            ("workload", true) => Workload(rest.Split('/'), ownNamespace),
            ("namespace", true) => Namespace(rest),
            ("cidr", true) => Cidr(BlockParser.Parse(rest)),
            _ => Parsed<DeclaredPeer>.Wrong($"'{DeclarationError.Shorten(text)}' is no peer: {Forms}"),
        };
    }

    private static Parsed<DeclaredPeer> Service(string[] parts, string ownNamespace) => parts switch
    {
        [var name] when KubernetesName.IsLabel(name) => new DeclaredPeer(DeclaredPeerKind.Service, new(ownNamespace, name)),
        [var ns, var name] when KubernetesName.IsLabel(ns) && KubernetesName.IsLabel(name) =>
            new DeclaredPeer(DeclaredPeerKind.Service, new(ns, name)),
        _ => Parsed<DeclaredPeer>.Wrong("a Service is named service:name or service:namespace/name"),
    };

    private static Parsed<DeclaredPeer> Workload(string[] parts, string ownNamespace)
    {
        var (ns, kind, name) = parts switch
        {
            [var k, var n] => (ownNamespace, k, n),
            [var own, var k, var n] when KubernetesName.IsLabel(own) => (own, k, n),
            _ => ("", "", ""),
        };
        return KubernetesName.IsKind(kind) && KubernetesName.IsSubdomain(name)
            ? new DeclaredPeer(DeclaredPeerKind.Workload, new ObjectName(ns, name), kind)
            : Parsed<DeclaredPeer>.Wrong("a workload is named workload:kind/name or workload:namespace/kind/name");
    }

    private static Parsed<DeclaredPeer> Namespace(string name) => KubernetesName.IsLabel(name)
        ? new DeclaredPeer(DeclaredPeerKind.Namespace, new(name, ""))
        : Parsed<DeclaredPeer>.Wrong("a namespace is named namespace:name");

    private static Parsed<DeclaredPeer> Cidr(Parsed<IpBlock> block) => block.Value is null
        ? Parsed<DeclaredPeer>.Wrong(block.Error!)
        : new DeclaredPeer(DeclaredPeerKind.Cidr, Block: block.Value);
}
