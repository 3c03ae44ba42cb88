namespace NetpolOrleans.Policies.References.Fields;

/// <summary>The tokens of a name: split at what is no letter or digit, at camelCase and around numbers.</summary>
internal static class Tokens
{
    /// <summary>Where the last token that is no number stands; empty where there is none.</summary>
    public static Range Last(ReadOnlySpan<char> name)
    {
        var end = name.Length;
        while (end > 0)
        {
            var token = Before(name, end);
            if (token.End.Value == 0 || char.IsAsciiLetter(name[token.Start.Value])) return token;
            end = token.Start.Value;
        }
        return new(0, 0);
    }

    /// <summary>All tokens, in upper case.</summary>
    public static string[] Of(ReadOnlySpan<char> name)
    {
        var tokens = new List<string>(4);
        var end = name.Length;
        while (end > 0)
        {
            var token = Before(name, end);
            if (!name[token].IsEmpty) tokens.Add(name[token].ToString().ToUpperInvariant());
            end = token.Start.Value;
        }
        tokens.Reverse();
        return [.. tokens];
    }

    /// <summary>The token that ends at or in front of a position: letters of one camelCase word, or a number.</summary>
    private static Range Before(ReadOnlySpan<char> name, int end)
    {
        while (end > 0 && !char.IsAsciiLetterOrDigit(name[end - 1])) end--;
        var start = end;
        if (start > 0 && char.IsAsciiDigit(name[start - 1]))
        {
            while (start > 0 && char.IsAsciiDigit(name[start - 1])) start--;
            return new(start, end);
        }
        if (start > 0 && char.IsAsciiLetterUpper(name[start - 1]))
        {
            while (start > 0 && char.IsAsciiLetterUpper(name[start - 1])) start--;
            return new(start, end);
        }
        while (start > 0 && char.IsAsciiLetterLower(name[start - 1])) start--;
        if (start > 0 && start < end && char.IsAsciiLetterUpper(name[start - 1])) start--;
        return new(start, end);
    }
}
