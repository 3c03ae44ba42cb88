using System.Globalization;
using System.Net;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>A CIDR range as numbers: addresses of <paramref name="Bits"/> bits from <paramref name="First"/> to <paramref name="Last"/>.</summary>
public readonly record struct AddressRange(int Bits, UInt128 First, UInt128 Last)
{
    /// <summary>The range that the text names, host bits ignored as the API does, or null where it names none.</summary>
    public static AddressRange? Parse(string cidr)
    {
        if (cidr.Split('/') is not [var text, var length] || IpAddress.Parse(text) is not { } address) return null;
        var bits = IpAddress.Bits(address);
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)) return null;
        if (bits == 32 && text.Contains(':', StringComparison.Ordinal)) prefix -= 96;
        if (prefix < 0 || prefix > bits) return null;
        var host = prefix == 0 && bits == 128 ? UInt128.MaxValue : (UInt128.One << (bits - prefix)) - 1;
        var first = IpAddress.Number(address) & ~host;
        return new(bits, first, first | host);
    }

    /// <summary>Whether the address is in the range; those of the other family never are.</summary>
    public bool Contains(IPAddress address) =>
        IpAddress.Bits(address) == Bits && IpAddress.Number(address) is var number && First <= number && number <= Last;

    /// <summary>Whether every address of <paramref name="other"/> is in the range.</summary>
    public bool Contains(AddressRange other) => Bits == other.Bits && First <= other.First && other.Last <= Last;

    /// <summary>Whether the two have an address in common.</summary>
    public bool Overlaps(AddressRange other) => Bits == other.Bits && First <= other.Last && other.First <= Last;
}
