using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>Reads the ports of a declaration: <c>8080</c>, <c>8000-8100</c>, <c>http</c>, <c>53/UDP</c>, between commas.</summary>
internal static class PortParser
{
    /// <summary>The ports; none of an empty text.</summary>
    public static Parsed<ValueList<PolicyPort>> ParseList(string text)
    {
        if (text.Length == 0) return ValueList<PolicyPort>.Empty;
        var ports = new List<PolicyPort>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Port(part) is not { } port)
                return Parsed<ValueList<PolicyPort>>.Wrong(
                    $"'{DeclarationError.Shorten(part)}' is no port: write 8080, 8000-8100 or a port's name, and /UDP or /SCTP behind it where it is not TCP");
            ports.Add(port);
        }
        return ports.ToValueList();
    }

    private static PolicyPort? Port(string text)
    {
        var slash = text.LastIndexOf('/');
        if (Protocol(slash < 0 ? "TCP" : text[(slash + 1)..]) is not { } protocol) return null;
        var port = slash < 0 ? text : text[..slash];
        if (PortNumber.Parse(port) is { } number) return new(protocol, number);
        if (port.Split('-') is [var first, var last] && PortNumber.Parse(first) is { } from && PortNumber.Parse(last) is { } to)
            return from > to ? null : new(protocol, from, from == to ? null : to);
        return KubernetesName.IsPort(port) ? new(protocol, PortValue.Named(port)) : null;
    }

    private static Protocol? Protocol(string text) => text.ToUpperInvariant() switch
    {
        "TCP" => Values.Protocol.TCP,
        "UDP" => Values.Protocol.UDP,
        "SCTP" => Values.Protocol.SCTP,
        _ => null,
    };
}
