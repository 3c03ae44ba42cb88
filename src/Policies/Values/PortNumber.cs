namespace NetpolOrleans.Policies.Values;

/// <summary>Port numbers in texts: decimal digits, 1 to 65535.</summary>
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
}
