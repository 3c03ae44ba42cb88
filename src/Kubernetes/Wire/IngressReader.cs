using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>networking.k8s.io/v1 Ingress</c>.</summary>
internal static class IngressReader
{
    public static Route Read(ref WireReader json, ref ObjectMeta meta)
    {
        var backends = new List<(string Service, PortValue? Port)>();
        while (json.NextField())
        {
            if (json.Is("spec"u8)) Descend(ref json, backends);
            else meta.ReadField(ref json);
        }
        var ns = meta.Namespace;
        return new("Ingress", meta.ObjectName, backends.Select(b => new RouteBackend(new(ns, b.Service), b.Port)).Distinct().ToValueList());
    }

    /// <summary>Goes down to every <c>service</c>: in the default backend, and in the paths of the rules.</summary>
    private static void Descend(ref WireReader json, List<(string Service, PortValue? Port)> backends)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("service"u8)) ReadService(ref json, backends);
            else if (json.Is("rules"u8) || json.Is("paths"u8)) DescendAll(ref json, backends);
            else if (json.Is("defaultBackend"u8) || json.Is("http"u8) || json.Is("backend"u8)) Descend(ref json, backends);
            else json.Skip();
        }
    }

    private static void DescendAll(ref WireReader json, List<(string Service, PortValue? Port)> backends)
    {
        if (!json.Array()) return;
        while (json.NextItem()) Descend(ref json, backends);
    }

    private static void ReadService(ref WireReader json, List<(string Service, PortValue? Port)> backends)
    {
        string? name = null;
        PortValue? port = null;
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("name"u8)) name = json.Pooled();
            else if (json.Is("port"u8)) port = ReadPort(ref json);
            else json.Skip();
        }
        if (name is { Length: > 0 }) backends.Add((name, port));
    }

    private static PortValue? ReadPort(ref WireReader json)
    {
        PortValue? port = null;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("number"u8) || json.Is("name"u8)) port = json.PortOrName() ?? port;
            else json.Skip();
        }
        return port;
    }
}
