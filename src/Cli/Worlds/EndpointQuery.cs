using System.Globalization;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>What the command line calls an end of a flow: <c>[namespace/]kind/name</c> or an address, with <c>:port[/protocol]</c> behind.</summary>
/// <param name="Name">The part before the port.</param>
/// <param name="Port">The port by number or name, or null.</param>
/// <param name="Protocol">The protocol, or null where it is left out: then a named port has its own, and a number means TCP.</param>
internal sealed record EndpointQuery(string Name, PortValue? Port, Protocol? Protocol)
{
    /// <summary>The query that a text states, or null where port or protocol are no such thing.</summary>
    public static EndpointQuery? Parse(string text)
    {
        if (text.Length == 0) return null;
        if (IpAddress.Parse(text) is not null) return new(text, null, null);
        var (name, port) = text is ['[', ..] && text.IndexOf(']', StringComparison.Ordinal) is var bracket and > 0
            ? (text[1..bracket], text[(bracket + 1)..])
            : text.LastIndexOf(':') is var colon and >= 0 ? (text[..colon], text[colon..]) : (text, "");
        if (port.Length == 0) return new(name, null, null);
        if (port[0] != ':') return null;
        var parts = port[1..].Split('/');
        if (parts.Length > 2 || ParsePort(parts[0]) is not { } number || name.Length == 0) return null;
        if (parts.Length == 1) return new(name, number, null);
        return Enum.TryParse<Protocol>(parts[1], ignoreCase: true, out var protocol) && Enum.IsDefined(protocol) && !char.IsAsciiDigit(parts[1][0])
            ? new(name, number, protocol)
            : null;
    }

    private static PortValue? ParsePort(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is >= PortRange.Min and <= PortRange.Max ? number : null;
        return text.Length > 0 && !char.IsAsciiDigit(text[0]) ? PortValue.Named(text) : null;
    }
}
