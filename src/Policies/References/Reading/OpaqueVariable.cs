namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Variables that nothing resolved: they belong to their word, which therefore names no host that we know.</summary>
internal static class OpaqueVariable
{
    private const int Longest = 256;

    /// <summary>The length of <c>${…}</c> or <c>$(NAME)</c> at a position; 1 for a <c>$</c> that is neither.</summary>
    public static int Length(string text, int position)
    {
        if (position + 1 >= text.Length || text[position + 1] is not ('{' or '(')) return 1;
        var command = text[position + 1] == '(';
        var depth = 0;
        for (var i = position + 1; i < text.Length && i - position < Longest && text[i] != '\n'; i++)
        {
            if (command && text[i] is ' ' or '/' or '$') return 1; // a command: its words are read like others
            if (text[i] is '{' or '(') depth++;
            else if (text[i] is '}' or ')' && --depth == 0) return i - position + 1;
        }
        return 1;
    }
}
