using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads the routes of <c>gateway.networking.k8s.io</c>: HTTP, GRPC, TCP, TLS and UDP differ in what we pass over.</summary>
internal static class RouteReader
{
    public static Projector<Route> For(string kind) => new(kind, (ref WireReader json, ref ObjectMeta meta) => Read(ref json, ref meta, kind));

    private static Route Read(ref WireReader json, ref ObjectMeta meta, string kind)
    {
        var backends = new List<Backend>();
        while (json.NextField())
        {
            if (json.Is("spec"u8)) Descend(ref json, backends);
            else meta.ReadField(ref json);
        }
        var own = meta.Namespace;
        return new(kind, meta.ObjectName, backends.Select(b => new RouteBackend(new(b.Namespace ?? own, b.Name), b.Port)).Distinct().ToValueList());
    }

    /// <summary>Goes down to every back end, those that requests are mirrored to included.</summary>
    private static void Descend(ref WireReader json, List<Backend> backends)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("backendRefs"u8)) ReadAll(ref json, backends, ReadBackend);
            else if (json.Is("backendRef"u8)) ReadBackend(ref json, backends);
            else if (json.Is("rules"u8) || json.Is("filters"u8)) ReadAll(ref json, backends, Descend);
            else if (json.Is("requestMirror"u8)) Descend(ref json, backends);
            else json.Skip();
        }
    }

    private static void ReadAll(ref WireReader json, List<Backend> backends, ReadInto read)
    {
        if (!json.Array()) return;
        while (json.NextItem()) read(ref json, backends);
    }

    private static void ReadBackend(ref WireReader json, List<Backend> backends)
    {
        string group = "", kind = "Service", name = "";
        string? ns = null;
        PortValue? port = null;
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("group"u8)) group = json.Pooled() ?? "";
            else if (json.Is("kind"u8)) kind = json.Pooled() ?? kind;
            else if (json.Is("name"u8)) name = json.Pooled() ?? "";
            else if (json.Is("namespace"u8)) ns = json.Pooled() is { Length: > 0 } text ? text : null;
            else if (json.Is("port"u8)) port = json.PortOrName();
            else if (json.Is("filters"u8)) ReadAll(ref json, backends, Descend);
            else json.Skip();
        }
        if (group.Length == 0 && kind == "Service" && name.Length > 0) backends.Add(new(ns, name, port));
    }

    private delegate void ReadInto(ref WireReader json, List<Backend> backends);

    private readonly record struct Backend(string? Namespace, string Name, PortValue? Port);
}
