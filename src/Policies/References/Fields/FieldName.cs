using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References.Fields;

/// <summary>The names of variables, options and keys, and what they say about their values.</summary>
internal static class FieldName
{
    private static readonly string[] UrlTokens = ["URL", "URLS", "URI", "URIS", "ENDPOINT", "ENDPOINTS"];

    /// <summary>
    /// Whether the last token (split on <c>_ . -</c> and camelCase, numbers left out, compared without case) is one of the
    /// host-like ones, or the name ends with <c>HOST_NAME</c>, <c>CONTACT_POINTS</c>, <c>CONNECTION_STRING</c> or <c>ConnectionStrings__X</c>.
    /// </summary>
    public static bool IsHostLike(ReadOnlySpan<char> name, ValueList<string> hostTokens)
    {
        var last = Tokens.Last(name);
        if (name[last].IsEmpty) return false;
        if (Contains(hostTokens.AsSpan(), name[last])) return true;
        var before = Tokens.Last(name[..last.Start]);
        return Is(name[last], "NAME") ? Is(name[before], "HOST")
            : Is(name[last], "POINTS") ? Is(name[before], "CONTACT")
            : IsConnectionString(name, last, before) || IsConnectionString(name, before, Tokens.Last(name[..before.Start]));
    }

    /// <summary>Whether the last token is one of these.</summary>
    public static bool EndsWith(ReadOnlySpan<char> name, ValueList<string> tokens) => Contains(tokens.AsSpan(), name[Tokens.Last(name)]);

    /// <summary>Whether the last token is a plural, so that the value may be a list.</summary>
    public static bool IsPlural(ReadOnlySpan<char> name) => name[Tokens.Last(name)].EndsWith("S", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a path may follow the host in the value: <c>cart/api</c>.</summary>
    public static bool IsUrlLike(ReadOnlySpan<char> name) =>
        Contains(UrlTokens, name[Tokens.Last(name)]);

    /// <summary>Whether a number behind the name may be a port: its last token, or the one in front of one more, ends with <c>PORT</c>.</summary>
    public static bool IsPortLike(ReadOnlySpan<char> name)
    {
        var last = Tokens.Last(name);
        return EndsWithPort(name[last]) || EndsWithPort(name[Tokens.Last(name[..last.Start])]);
    }

    /// <summary>The same, and the name says whose port: a plain <c>PORT</c> is as likely the container's own.</summary>
    public static bool IsPortOfSomething(ReadOnlySpan<char> name) => IsPortLike(name) && !Is(name, "PORT");

    private static bool IsConnectionString(ReadOnlySpan<char> name, Range last, Range before) =>
        (Is(name[last], "STRING") || Is(name[last], "STRINGS")) && Is(name[before], "CONNECTION");

    private static bool Is(ReadOnlySpan<char> token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool EndsWithPort(ReadOnlySpan<char> token) => token.EndsWith("PORT", StringComparison.OrdinalIgnoreCase);

    private static bool Contains(ReadOnlySpan<string> words, ReadOnlySpan<char> token)
    {
        foreach (var word in words)
            if (token.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
