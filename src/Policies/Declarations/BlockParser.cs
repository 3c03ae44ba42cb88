using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Reads an address range and what is left out of it: <c>10.0.0.0/8!10.1.0.0/16</c>.</summary>
internal static class BlockParser
{
    /// <summary>The block, its ranges in canonical form.</summary>
    public static Parsed<IpBlock> Parse(string text)
    {
        var parts = text.Split('!');
        if (Network(parts[0]) is not { } cidr) return Parsed<IpBlock>.Wrong(NoRange(parts[0]));
        var except = new List<string>();
        foreach (var part in parts.AsSpan(1))
        {
            if (Network(part) is not { } hole) return Parsed<IpBlock>.Wrong(NoRange(part));
            if (hole.PrefixLength <= cidr.PrefixLength || !cidr.Contains(hole.BaseAddress))
                return Parsed<IpBlock>.Wrong($"{hole} is no part of {cidr}");
            except.Add(hole.ToString());
        }
        return new IpBlock(cidr.ToString(), except.ToValueList());
    }

    private static string NoRange(string text) =>
        $"'{DeclarationError.Shorten(text)}' is no address range: write 10.0.0.0/8 or fd00::/8, with nothing behind the prefix's bits";

    private static IPNetwork? Network(string text)
    {
        if (text.Split('/') is not [var address, var length] || !IPAddress.TryParse(address, out var parsed)) return null;
        // The platform's parser takes "10/8" and octal digits; the API server does not.
        if (parsed.AddressFamily == AddressFamily.InterNetwork ? parsed.ToString() != address : parsed.IsIPv4MappedToIPv6 || address.Contains('%')) return null;
        if (!byte.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)) return null;
        return IPNetwork.TryParse($"{parsed}/{prefix}", out var network) && network.BaseAddress.Equals(parsed) ? network : null;
    }
}
