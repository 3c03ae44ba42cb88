namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Variables that nothing resolved: they belong to their word, which therefore names no host that we know.</summary>
internal static class OpaqueVariable
{
    private const int Longest = 256;

    /// <summary>The length of <c>${…}</c> or <c>$(NAME)</c> at a position; 1 for a <c>$</c> that is neither.</summary>
    public static int Length(string text, int position)
    {
        if (position + 1 >= text.Length || text[position + 1] is not ('{' or '(')) return 1;
        var rest = text.AsSpan(position + 1, Math.Min(Longest, text.Length - position - 1));
        Effort.Spend(rest.Length);
        var isCommand = rest[0] == '(';
        if (!rest.Contains(isCommand ? ')' : '}')) return 1;
        var depth = 0;
        for (var i = 0; i < rest.Length && rest[i] != '\n'; i++)
        {
            if (isCommand && rest[i] is ' ' or '/' or '$') return 1; // a command: its words are read like others
            if (rest[i] is '{' or '(') depth++;
            else if (rest[i] is '}' or ')' && --depth == 0) return i + 2;
        }
        return 1;
    }
}
