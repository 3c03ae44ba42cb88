namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Ports, as numbers from 1 to 65535.</summary>
internal static class PortNumber
{
    private const int MostDigits = 5;

    /// <summary>The number, or null where the text is none.</summary>
    public static int? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MostDigits) return null;
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return null;
            number = (number * 10) + (c - '0');
        }
        return number is > 0 and <= 65535 ? number : null;
    }

    /// <summary>The port behind a host, and where it ends: null and the host's end where no <c>:</c> with digits or a variable follows.</summary>
    public static (int? Port, int End) After(string text, int hostEnd)
    {
        if (hostEnd + 1 >= text.Length || text[hostEnd] != ':') return (null, hostEnd);
        var start = hostEnd + 1;
        if (text[start] == '$') return (null, start + OpaqueVariable.Length(text, start));
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end == start ? (null, hostEnd) : (Parse(text.AsSpan(start, end - start)), end);
    }
}
