using System.Net;

namespace LocalKubernetes.Admission;

/// <summary>CIDR values as the API accepts them: host bits may be set.</summary>
internal static class Cidr
{
    public const string Advice = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !IPAddress.TryParse(text.AsSpan(0, slash), out var address)) return false;
        if (!int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out var length)) return false;
        var bytes = address.GetAddressBytes();
        if (length > bytes.Length * 8 || (bytes.Length == 4 && text.AsSpan(0, slash).Count('.') != 3)) return false;
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        network = new IPNetwork(new IPAddress(bytes), length);
        return true;
    }
}
