using System.Net;
using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>A peer, bound to its policy's namespace: either pods or a block.</summary>
internal sealed class CompiledPeer
{
    private readonly AddressRange? block;
    private readonly List<AddressRange> holes = [];

    /// <summary>Compiles a peer; one that mixes a block with selectors, or says nothing, is invalid in the API and matches nothing.</summary>
    public CompiledPeer(string @namespace, PolicyPeer peer)
    {
        switch (peer)
        {
            case { IpBlock: { } ip, NamespaceSelector: null, PodSelector: null }:
                block = AddressRange.Parse(ip.Cidr);
                foreach (var except in ip.Except)
                    if (AddressRange.Parse(except) is { } hole) holes.Add(hole);
                break;
            case { IpBlock: null, NamespaceSelector: { } namespaces }:
                Pods = new(null, namespaces, peer.PodSelector);
                break;
            case { IpBlock: null, PodSelector: { } pods }:
                Pods = new(@namespace, null, pods);
                break;
            default:
                break;
        }
    }

    /// <summary>The pods that the peer means; null for a block.</summary>
    public PodMatcher? Pods { get; }

    /// <summary>The rules that have this peer, by <see cref="CompiledRule.Id"/>.</summary>
    public List<int> Rules { get; } = [];

    /// <summary>Whether the block holds one of the addresses.</summary>
    public bool Admits(IReadOnlyList<IPAddress> addresses)
    {
        if (block is not { } cidr) return false;
        foreach (var address in addresses)
            if (cidr.Contains(address) && !holes.Exists(hole => hole.Contains(address))) return true;
        return false;
    }
}
