namespace NetpolOrleans.Policies.References.Reading;

/// <summary>What makes a word the name of the value behind it.</summary>
internal static class KeySeparator
{
    /// <summary>The length of the separator behind a word, with a closing quote and spaces in front of it; 0 where there is none.</summary>
    public static int Length(string text, int start, int end)
    {
        var i = end;
        var isQuoted = false;
        if (At(text, i) == '\\' && At(text, i + 1) is '"' or '\'') i++;
        if (At(text, i) is '"' or '\'' && start > 0 && text[start - 1] == text[i])
        {
            isQuoted = true;
            i++;
        }
        if (isQuoted && At(text, i) == ']') i++; // config['host'] = 'redis'
        while (At(text, i) is ' ' or '\t') i++;
        Effort.Spend(i - end);
        return (At(text, i), At(text, i + 1)) switch
        {
            ('=', '=' or '~') => 0, // a comparison
            ('=', '>') or (':', '=') => i + 2 - end,
            ('=', _) => i + 1 - end,
            (':', _) when isQuoted => i + 1 - end,
            (':', '\0' or ' ' or '\t' or '\r' or '\n' or '"' or '\'' or '[' or '{') => i + 1 - end,
            _ => 0,
        };
    }

    /// <summary>Whether the word is an option: <c>-h</c>, <c>--host</c>.</summary>
    public static bool IsFlag(ReadOnlySpan<char> word) =>
        word.Length > 1 && word[0] == '-' && (char.IsAsciiLetter(word[1]) || (word.Length > 2 && word[1] == '-' && char.IsAsciiLetter(word[2])));

    /// <summary>Where the name starts behind the dashes of an option or the <c>-D</c> of a system property.</summary>
    public static int SkipDashes(string text, int start, int end)
    {
        if (end - start > 2 && text[start] == '-' && text[start + 1] == 'D') return start + 2;
        var first = start;
        while (start < end - 1 && text[start] == '-') start++;
        Effort.Spend(start - first);
        return start;
    }

    private static char At(string text, int i) => i < text.Length ? text[i] : '\0';
}
