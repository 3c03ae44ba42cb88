using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads the Services that the API server calls off webhook configurations, APIServices and CustomResourceDefinitions.</summary>
internal static class ApiBackendReader
{
    private const int DefaultPort = 443;

    public static Projector<ApiBackends> For(string kind) =>
        new(kind, (ref WireReader json, ref ObjectMeta meta) => Read(ref json, ref meta, kind));

    private static ApiBackends Read(ref WireReader json, ref ObjectMeta meta, string kind)
    {
        var services = new List<(ObjectName Name, int Port)>();
        while (json.NextField())
        {
            if (json.Is("webhooks"u8)) DescendAll(ref json, services);
            else if (json.Is("spec"u8)) Descend(ref json, services);
            else meta.ReadField(ref json);
        }
        var name = meta.Name;
        return new(services.Distinct().Select(service => new ApiBackend(kind, name, service.Name, service.Port)).ToValueList());
    }

    /// <summary>Goes down to every <c>service</c>: <c>webhooks[].clientConfig</c>, <c>spec</c>, <c>spec.conversion.webhook.clientConfig</c>.</summary>
    private static void Descend(ref WireReader json, List<(ObjectName Name, int Port)> services)
    {
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("service"u8)) ReadService(ref json, services);
            else if (json.Is("clientConfig"u8) || json.Is("conversion"u8) || json.Is("webhook"u8)) Descend(ref json, services);
            else json.Skip();
        }
    }

    private static void DescendAll(ref WireReader json, List<(ObjectName Name, int Port)> services)
    {
        if (!json.Array()) return;
        while (json.NextItem()) Descend(ref json, services);
    }

    private static void ReadService(ref WireReader json, List<(ObjectName Name, int Port)> services)
    {
        string ns = "", name = "";
        var port = DefaultPort;
        if (!json.Object()) return;
        while (json.NextField())
        {
            if (json.Is("namespace"u8)) ns = json.Pooled() ?? "";
            else if (json.Is("name"u8)) name = json.Pooled() ?? "";
            else if (json.Is("port"u8)) port = json.Port() ?? DefaultPort;
            else json.Skip();
        }
        if (name.Length > 0) services.Add((new(ns, name), port));
    }
}
