namespace NetpolOrleans.Policies.Declarations;

/// <summary>The API server's rules for names.</summary>
internal static class KubernetesName
{
    private const int LongestLabel = 63;
    private const int LongestSubdomain = 253;
    private const int LongestPort = 15;

    /// <summary>A DNS-1123 label: the names of namespaces and Services.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text) => text.Length <= LongestLabel && IsPart(text);

    /// <summary>A DNS-1123 subdomain: the names of most objects.</summary>
    public static bool IsSubdomain(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestSubdomain) return false;
        foreach (var part in text.Split('.'))
            if (!IsPart(text[part])) return false;
        return true;
    }

    /// <summary>A kind, in any letter case.</summary>
    public static bool IsKind(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestLabel || !char.IsAsciiLetter(text[0])) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        return true;
    }

    /// <summary>An IANA service name: the names of ports.</summary>
    public static bool IsPort(ReadOnlySpan<char> text) =>
        text.Length <= LongestPort && IsLabel(text) && text.IndexOf("--") < 0 && text.ContainsAnyInRange('a', 'z');

    private static bool IsPart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '-' || text[^1] == '-') return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') return false;
        return true;
    }
}
