namespace NetpolOrleans.Policies.References.Reading;

/// <summary>
/// The names of nginx <c>upstream</c> blocks: <c>proxy_pass http://backend</c> means such a block where there is one, not a Service
/// of that name.
/// </summary>
internal static class UpstreamNames
{
    private const string Keyword = "upstream";
    private static readonly HashSet<string> None = [];

    /// <summary>The names that the files define.</summary>
    public static HashSet<string> In(IEnumerable<string> files)
    {
        HashSet<string>? names = null;
        foreach (var text in files)
            for (var at = text.IndexOf(Keyword, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Keyword, at + 1, StringComparison.Ordinal))
            {
                Effort.Spend(Keyword.Length);
                if (Name(text.AsSpan(at + Keyword.Length)) is { } name) (names ??= new(StringComparer.OrdinalIgnoreCase)).Add(name);
            }
        return names ?? None;
    }

    private static string? Name(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not (' ' or '\t')) return null;
        text = text[..Math.Min(text.Length, 256)].TrimStart();
        Effort.Spend(text.Length);
        var end = text.IndexOfAny(Characters.Delimiters);
        return end > 0 && text[end..].TrimStart() is ['{', ..] ? text[..end].ToString() : null;
    }
}
