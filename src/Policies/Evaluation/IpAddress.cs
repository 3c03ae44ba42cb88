using System.Net;
using System.Net.Sockets;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>Reads addresses as the API does: no octal, no shorthand, no zone; an IPv4-mapped IPv6 address is the IPv4 address.</summary>
public static class IpAddress
{
    /// <summary>The address, or null where the text is none.</summary>
    public static IPAddress? Parse(string text)
    {
        if (!IsPlain(text) || !IPAddress.TryParse(text, out var address)) return null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>The address as a number; that of IPv4 lies in the low 32 bits.</summary>
    public static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        UInt128 number = 0;
        foreach (var part in bytes[..length]) number = (number << 8) | part;
        return number;
    }

    /// <summary>The length of the address in bits: 32 or 128.</summary>
    public static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static bool IsPlain(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal)) return text.AsSpan().IndexOfAny("%[]/") < 0;
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(part => part is { Length: 1 } or { Length: 2 or 3 } and not ['0', ..] && part.All(char.IsAsciiDigit));
    }
}
