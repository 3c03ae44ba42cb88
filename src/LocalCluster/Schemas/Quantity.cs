using System.Globalization;
using System.Numerics;

namespace LocalKubernetes.Schemas;

/// <summary>Resource quantities: a number with a decimal or binary suffix.</summary>
internal static class Quantity
{
    private const int Scale = 9;
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>The canonical text, with the largest suffix that keeps the number whole; null when it isn't a quantity.</summary>
    public static string? Canonical(string text)
    {
        var (nanos, suffix) = Parse(text);
        if (nanos is not { } amount) return null;
        if (amount.IsZero) return "0";
        return Array.IndexOf(Binary, suffix) > 0 ? InBinary(amount) ?? InDecimal(amount) : suffix is "e" ? Exponent(amount) : InDecimal(amount);
    }

    /// <summary>In billionths; null when it isn't a quantity.</summary>
    public static BigInteger? Nanos(string text) => Parse(text).Nanos;

    private static (BigInteger? Nanos, string Suffix) Parse(string text)
    {
        var length = text.TakeWhile((letter, index) => char.IsAsciiDigit(letter) || letter == '.' || (index == 0 && letter is '+' or '-')).Count();
        var (number, suffix) = (text[..length], text[length..]);
        if (!number.Any(char.IsAsciiDigit) || number.Count(letter => letter == '.') > 1) return (null, suffix);
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : number.Length - point - 1;
        var digits = BigInteger.Parse(number.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (Array.IndexOf(Binary, suffix) is > 0 and var power) return (Scaled(digits * BigInteger.Pow(1024, power), Scale - fraction), suffix);
        if (Array.IndexOf(Decimal, suffix) is >= 0 and var thousand) return (Scaled(digits, Scale - fraction + (thousand - 3) * 3), suffix);
        if (suffix.Length > 1 && suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent) < 100)
            return (Scaled(digits, Scale - fraction + exponent), "e");
        return (null, suffix);
    }

    // What is finer than a billionth is rounded up.
    private static BigInteger Scaled(BigInteger digits, int exponent)
    {
        if (exponent >= 0) return digits * BigInteger.Pow(10, exponent);
        var divisor = BigInteger.Pow(10, -exponent);
        var whole = BigInteger.DivRem(digits, divisor, out var rest);
        return rest.IsZero ? whole : whole + rest.Sign;
    }

    private static string InDecimal(BigInteger nanos)
    {
        var index = 0;
        for (; index < Decimal.Length - 1 && (nanos % 1000).IsZero; index++) nanos /= 1000;
        return nanos.ToString(CultureInfo.InvariantCulture) + Decimal[index];
    }

    private static string? InBinary(BigInteger nanos)
    {
        var whole = BigInteger.DivRem(nanos, BigInteger.Pow(10, Scale), out var rest);
        if (!rest.IsZero) return null;
        var index = 0;
        for (; index < Binary.Length - 1 && (whole % 1024).IsZero; index++) whole /= 1024;
        return whole.ToString(CultureInfo.InvariantCulture) + Binary[index];
    }

    private static string Exponent(BigInteger nanos)
    {
        var exponent = -Scale;
        for (; (nanos % 1000).IsZero; exponent += 3) nanos /= 1000;
        return exponent == 0 ? nanos.ToString(CultureInfo.InvariantCulture) : $"{nanos.ToString(CultureInfo.InvariantCulture)}e{exponent}";
    }
}
