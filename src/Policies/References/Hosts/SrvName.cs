namespace NetpolOrleans.Policies.References.Hosts;

/// <summary>SRV names of Services: <c>_port._protocol.service.namespace.svc…</c>.</summary>
internal static class SrvName
{
    /// <summary>Whether the text is such a name by its form.</summary>
    public static bool Fits(ReadOnlySpan<char> host) =>
        host is ['_', ..] && host[(host.IndexOf('.') + 1)..] is ['_', ..] rest && (StartsWith(rest, "_tcp.") || StartsWith(rest, "_udp.") || StartsWith(rest, "_sctp."));

    /// <summary>The Service's name, and the Service port's name; the host itself and null where it is no SRV name.</summary>
    public static (string Name, string? PortName) Split(string host)
    {
        if (host[0] != '_') return (host, null);
        var protocol = host.IndexOf('.') + 1;
        var name = protocol == 0 ? 0 : host.IndexOf('.', protocol) + 1;
        return name == 0 || host[protocol] != '_' ? (host, null) : (host[name..], host[1..(protocol - 1)]);
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string protocol) => text.StartsWith(protocol, StringComparison.OrdinalIgnoreCase);
}
