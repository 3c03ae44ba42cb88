using System.Text;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>A text for each peer that equal peers share and different ones don't, and that sorts them.</summary>
internal static class PeerText
{
    /// <summary>The peer's text; any peer first, then pods by namespace, then addresses.</summary>
    public static string Of(PolicyPeer? peer)
    {
        if (peer is null) return "";
        var text = new StringBuilder();
        if (peer.IpBlock is { } block) return text.Append("2|").Append(block.Cidr).Append('!').AppendJoin('!', block.Except).ToString();
        text.Append("1|");
        Append(text, peer.NamespaceSelector);
        text.Append('|');
        Append(text, peer.PodSelector);
        return text.ToString();
    }

    private static void Append(StringBuilder text, LabelSelector? selector)
    {
        if (selector is null)
        {
            text.Append('-');
            return;
        }

        foreach (var (key, value) in selector.MatchLabels) text.Append(key).Append('=').Append(value).Append(',');
        foreach (var each in selector.MatchExpressions)
            text.Append(each.Key).Append(' ').Append(each.Operator).Append('(').AppendJoin(',', each.Values).Append("),");
    }
}
