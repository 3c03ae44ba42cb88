namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Tells what stands in front of a host.</summary>
internal static class HostLeads
{
    private const int LongestLead = 64;
    private static readonly string[] Lookups = ["dns+", "dnssrv+", "dnssrvnoa+"];
    private static readonly string[] Prefixes = ["//", "tcp:", "tcp4:", "tcp6:", "udp:", "dns:", "ipv4:", "ipv6:", .. Lookups];

    /// <summary>The lead of the host at <paramref name="start"/> of a word.</summary>
    public static HostLead Of(string text, int wordStart, int start)
    {
        if (start == wordStart) return HostLead.Start;
        var lead = text.AsSpan(wordStart, Math.Min(start - wordStart, LongestLead));
        if (IsPrefix(lead)) return HostLead.Start;
        return text[start - 1] switch
        {
            '@' => HostLead.At,
            ':' => HostLead.Colon,
            '/' when start - wordStart > 1 && text[start - 2] == '/' => HostLead.Colon,
            '/' when lead.Length < LongestLead && lead.IndexOfAny("./:@$") == lead.Length - 1 && lead.Length > 1 => HostLead.Slash,
            _ => HostLead.Other,
        };
    }

    /// <summary>Whether a word says that a name follows which is looked up: Thanos' <c>dns+cart</c>.</summary>
    public static bool IsLookup(ReadOnlySpan<char> word) => Starts(word, Lookups) > 0;

    /// <summary>The length of the prefix that a word starts with and that is no part of its host; 0 where it has none.</summary>
    public static int PrefixLength(ReadOnlySpan<char> word) => Starts(word, Prefixes);

    private static int Starts(ReadOnlySpan<char> word, string[] prefixes)
    {
        foreach (var prefix in prefixes)
            if (word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return prefix.Length;
        return 0;
    }

    private static bool IsPrefix(ReadOnlySpan<char> lead) => PrefixLength(lead) == lead.Length;
}
