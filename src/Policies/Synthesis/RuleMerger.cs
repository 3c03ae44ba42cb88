using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>
/// Merges allowances into the fewest rules in one canonical order: equal sets of allowances give equal rules, whatever
/// the order in which they came.
/// </summary>
public static class RuleMerger
{
    /// <summary>The rules that admit exactly what the allowances admit together.</summary>
    public static ValueList<PolicyRule> Merge(IEnumerable<Allowance> allowances)
    {
        var entries = EachPeerOnce(allowances);
        DropWhatAnyPeerAdmits(entries);
        entries.Sort(static (left, right) => string.CompareOrdinal(left.Rule, right.Rule) is var byRule and not 0 ? byRule : string.CompareOrdinal(left.Text, right.Text));

        var rules = new List<PolicyRule>();
        for (var start = 0; start < entries.Count;)
        {
            var end = start + 1;
            while (end < entries.Count && entries[end].Rule == entries[start].Rule) end++;
            rules.Add(RuleOf(entries, start, end));
            start = end;
        }
        return [.. rules];
    }

    /// <summary>A rule's peers with its ports, one by one: the inverse of <see cref="Merge"/>.</summary>
    public static IEnumerable<Allowance> Split(IEnumerable<PolicyRule> rules) =>
        rules.SelectMany(rule => rule.Peers.IsEmpty
            ? [new Allowance(null, rule.Ports)]
            : rule.Peers.Select(peer => new Allowance(peer, rule.Ports)));

    /// <summary>The peers with all that they are admitted on, by their texts, and so any peer first.</summary>
    private static List<Entry> EachPeerOnce(IEnumerable<Allowance> allowances)
    {
        var given = allowances.Select(allowance => (Text: PeerText.Of(allowance.Peer), Allowance: allowance)).ToArray();
        Array.Sort(given, static (left, right) => string.CompareOrdinal(left.Text, right.Text));
        var entries = new List<Entry>(given.Length);
        foreach (var (text, (peer, ports)) in given)
        {
            if (entries is [.., var last] && last.Text == text) last.Ports.Add(ports);
            else entries.Add(new(text, peer, new(ports)));
        }
        return entries;
    }

    private static void DropWhatAnyPeerAdmits(List<Entry> entries)
    {
        if (entries is [{ Peer: null, Ports: var any }, ..]) entries.RemoveAll(entry => entry.Peer is not null && any.Covers(entry.Ports));
    }

    private static PolicyRule RuleOf(List<Entry> entries, int start, int end)
    {
        var ports = entries[start].Ports.Sorted;
        if (entries[start].Peer is null) return new([], ports);
        var peers = new PolicyPeer[end - start];
        for (var i = start; i < end; i++) peers[i - start] = entries[i].Peer!;
        return new(peers.ToValueList(), ports);
    }

    private readonly record struct Entry(string Text, PolicyPeer? Peer, PortUnion Ports)
    {
        /// <summary>What makes entries one rule, and sorts the rules.</summary>
        public string Rule => Peer is null ? $"~{Ports.Text}" : Ports.Text;
    }
}
