using System.Buffers;
using System.Net;

namespace NetpolOrleans.Policies.References.Hosts;

/// <summary>IP literals of other hosts; without the lenient forms of the platform's parser (<c>127.1</c>, <c>0x7f</c>).</summary>
internal static class AddressLiteral
{
    private static readonly SearchValues<char> V4 = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> V6 = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>The canonical text of an address, or null where the text is none, or is the pod itself or every interface.</summary>
    public static string? Normalize(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > 45 || !LooksLike(text) || !IPAddress.TryParse(text, out var address)) return null;
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return null;
        return address.Equals(IPAddress.Broadcast) ? null : address.ToString();
    }

    /// <summary>Whether the text has the shape of an IPv4 address, so that it is no host name either.</summary>
    public static bool IsDottedDigits(ReadOnlySpan<char> text) => text.Contains('.') && !text.ContainsAnyExcept(V4);

    /// <summary>The address of a pod in its DNS name: <c>10-1-2-3</c>, <c>2001-db8--1</c>; or null.</summary>
    public static string? FromDashes(string label) => Normalize(label.Replace('-', '.')) ?? Normalize(label.Replace('-', ':'));

    private static bool LooksLike(ReadOnlySpan<char> text) => text.Contains(':')
        ? !text.ContainsAnyExcept(V6)
        : text.Count('.') == 3 && !text.ContainsAnyExcept(V4) && !HasLeadingZero(text);

    private static bool HasLeadingZero(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
            if (text[i] == '0' && char.IsAsciiDigit(text[i + 1]) && (i == 0 || text[i - 1] == '.')) return true;
        return false;
    }
}
