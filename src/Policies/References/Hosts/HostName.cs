namespace NetpolOrleans.Policies.References.Hosts;

/// <summary>The syntax of a DNS name as clients accept it: underscores included, because SRV names and some hosts have them.</summary>
internal static class HostName
{
    private const int MaxLength = 253;
    private const int MaxLabel = 63;

    /// <summary>The name in lower case and without its trailing dot, or null where the text is no name of another host.</summary>
    public static string? Normalize(ReadOnlySpan<char> text)
    {
        if (text.EndsWith('.')) text = text[..^1];
        if (!IsName(text) || IsLocal(text)) return null;
        return string.Create(text.Length, text, static (lower, name) => name.ToLowerInvariant(lower));
    }

    /// <summary>Whether every label could be the name of a Service, a Pod or a namespace, which have no underscores.</summary>
    public static bool CouldBeInCluster(string host) => !host.Contains('_');

    /// <summary>Whether the last label could be a top-level domain, which has no digits unless it is punycode.</summary>
    public static bool HasTopLevelDomain(string host)
    {
        var last = host.AsSpan(host.LastIndexOf('.') + 1);
        return last.Length is > 1 && last.Length < host.Length
            && (last.StartsWith("xn--") || !last.ContainsAnyExceptInRange('a', 'z'));
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength) return false;
        var label = 0;
        var letters = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.')
            {
                if (label == 0 || text[i - 1] == '-') return false;
                label = 0;
                continue;
            }
            if (!(char.IsAsciiLetterOrDigit(c) || c == '_' || (c == '-' && label > 0)) || ++label > MaxLabel) return false;
            letters |= char.IsAsciiLetter(c);
        }
        return letters && label > 0 && text[^1] != '-';
    }

    private static bool IsLocal(ReadOnlySpan<char> text) =>
        text.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || text.Equals("localhost.localdomain", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
