namespace NetpolOrleans.Policies.References.Reading;

/// <summary>IPv6 addresses as URLs and <c>host:port</c> write them: <c>[fd00::10]</c>.</summary>
internal static class BracketedAddress
{
    private const int Longest = 47;

    /// <summary>The length of the bracketed address at a position, brackets included; 0 where there is none.</summary>
    public static int Length(string text, int position)
    {
        var colons = 0;
        Effort.Spend(Longest);
        for (var i = position + 1; i < text.Length && i - position < Longest; i++)
        {
            if (text[i] == ']') return colons >= 2 ? i - position + 1 : 0;
            if (text[i] == ':') colons++;
            else if (!char.IsAsciiHexDigit(text[i]) && text[i] != '.') return 0;
        }
        return 0;
    }
}
