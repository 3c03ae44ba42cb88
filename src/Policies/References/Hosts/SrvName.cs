namespace NetpolOrleans.Policies.References.Hosts;

/// <summary>SRV names of Services: <c>_port._protocol.service.namespace.svc…</c>.</summary>
internal static class SrvName
{
    /// <summary>The Service's name, and the Service port's name; the host itself and null where it is no SRV name.</summary>
    public static (string Name, string? PortName) Split(string host)
    {
        if (host[0] != '_') return (host, null);
        var protocol = host.IndexOf('.') + 1;
        var name = protocol == 0 ? 0 : host.IndexOf('.', protocol) + 1;
        return name == 0 || host[protocol] != '_' ? (host, null) : (host[name..], host[1..(protocol - 1)]);
    }
}
