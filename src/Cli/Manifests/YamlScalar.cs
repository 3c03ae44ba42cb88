using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>
/// What a plain scalar means: YAML 1.1 as kubectl reads it, where <c>on</c> is a Boolean and <c>010</c> is 8. Only <c>y</c> and <c>n</c>
/// stay texts: kubectl refuses a namespace of that name without quotes, most other readers and writers of YAML don't.
/// </summary>
internal static partial class YamlScalar
{
    /// <summary>The scalar's JSON value; null for JSON's null.</summary>
    public static JsonValue? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => JsonValue.Create(true),
        "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => JsonValue.Create(false),
        [(>= '0' and <= '9') or '+' or '-' or '.', ..] => Number(text) ?? JsonValue.Create(text),
        _ => JsonValue.Create(text),
    };

    /// <summary>The text of a key: keys that are not strings become what they mean, as in kubectl.</summary>
    public static string Key(string text) => Resolve(text)?.ToJsonString() is { } json and not ['"', ..] ? json : text;

    private static JsonValue? Number(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        var sign = plain is ['-', ..] ? -1 : 1;
        var digits = plain.TrimStart('+', '-');
        if (plain.Length - digits.Length > 1) return null;
        if (Whole(digits) is { } whole && whole <= long.MaxValue) return JsonValue.Create(sign * (long)whole);
        if (!Decimal().IsMatch(plain)) return null;
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;
    }

    private static ulong? Whole(string digits) => digits switch
    {
        ['0', 'x' or 'X', .. var hex] => Parse(hex, 16),
        ['0', 'o' or 'O', .. var octal] => Parse(octal, 8),
        ['0', 'b' or 'B', .. var binary] => Parse(binary, 2),
        ['0', .. { Length: > 0 } octal] => Parse(octal, 8),
        _ => Parse(digits, 10),
    };

    private static ulong? Parse(string digits, uint numberBase)
    {
        if (digits.Length is 0 or > 64) return null;
        UInt128 value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToUInt32(digit.ToString(), 16) is var next && next >= numberBase) return null;
            value = (value * numberBase) + next;
            if (value > ulong.MaxValue) return null;
        }
        return (ulong)value;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
