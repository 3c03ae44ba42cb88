using System.Runtime.CompilerServices;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>A text for each peer that equal peers share and different ones don't, and that sorts them.</summary>
internal static class PeerText
{
    private static readonly ConditionalWeakTable<PolicyPeer, string> Shared = [];

    /// <summary>Keeps the text of a peer that stands in many policies.</summary>
    public static void Share(PolicyPeer? peer)
    {
        if (peer is not null) Shared.AddOrUpdate(peer, Write(peer));
    }

    /// <summary>The peer's text; any peer first, then pods by namespace, then addresses.</summary>
    public static string Of(PolicyPeer? peer) =>
        peer is null ? "" : Shared.TryGetValue(peer, out var text) ? text : Write(peer);

    private static string Write(PolicyPeer peer)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        if (peer.IpBlock is { } block)
        {
            text.AppendLiteral("2|");
            text.AppendLiteral(block.Cidr);
            text.AppendLiteral("!");
            AppendJoined(ref text, block.Except, "!");
        }
        else
        {
            text.AppendLiteral("1|");
            Append(ref text, peer.NamespaceSelector);
            text.AppendLiteral("|");
            Append(ref text, peer.PodSelector);
        }

        return text.ToStringAndClear();
    }

    private static void Append(ref DefaultInterpolatedStringHandler text, LabelSelector? selector)
    {
        if (selector is null)
        {
            text.AppendLiteral("-");
            return;
        }

        foreach (var (key, value) in selector.MatchLabels)
        {
            text.AppendLiteral(key);
            text.AppendLiteral("=");
            text.AppendLiteral(value);
            text.AppendLiteral(",");
        }

        foreach (var each in selector.MatchExpressions)
        {
            text.AppendLiteral(each.Key);
            text.AppendLiteral(" ");
            text.AppendFormatted(each.Operator);
            text.AppendLiteral("(");
            AppendJoined(ref text, each.Values, ",");
            text.AppendLiteral("),");
        }
    }

    private static void AppendJoined(ref DefaultInterpolatedStringHandler text, ValueList<string> values, string separator)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) text.AppendLiteral(separator);
            text.AppendLiteral(values[i]);
        }
    }
}
