namespace NetpolOrleans.Policies.References.Reading;

/// <summary>First words of lines that name a host without a separator: nginx' <c>server app;</c>, Fluent Bit's <c>Host elasticsearch</c>.</summary>
internal static class Directives
{
    private static readonly string[] Known = ["server", "host", "hostname", "address", "addr", "url", "uri", "endpoint", "port"];

    /// <summary>Whether the word is one, in any letter case.</summary>
    public static bool Contains(ReadOnlySpan<char> word)
    {
        foreach (var known in Known)
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
