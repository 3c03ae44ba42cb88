using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>discovery.k8s.io/v1 EndpointSlice</c>.</summary>
internal static class EndpointSliceReader
{
    private const string ServiceNameLabel = "kubernetes.io/service-name";

    public static EndpointSlice Read(ref WireReader json, ref ObjectMeta meta)
    {
        var named = false;
        ValueList<ValueList<string>> endpoints = [];
        ValueList<EndpointPort> ports = [];
        while (json.NextField())
        {
            if (json.Is("addressType"u8)) named = json.Pooled() == "FQDN";
            else if (json.Is("endpoints"u8)) endpoints = json.List(ReadEndpoint);
            else if (json.Is("ports"u8)) ports = json.List(ReadPort);
            else meta.ReadField(ref json);
        }
        var addresses = named ? [] : endpoints.SelectMany(endpoint => endpoint).Distinct().Order(StringComparer.Ordinal).ToValueList();
        return new(meta.ObjectName, meta.Labels[ServiceNameLabel] ?? "", addresses, ports);
    }

    /// <summary>An endpoint's addresses, ready or not: readiness changes often, and opening an unready address harms nobody.</summary>
    private static ValueList<string> ReadEndpoint(ref WireReader json)
    {
        ValueList<string> addresses = [];
        if (!json.Object()) return addresses;
        while (json.NextField())
        {
            if (json.Is("addresses"u8)) addresses = json.Texts();
            else json.Skip();
        }
        return addresses;
    }

    public static EndpointPort ReadPort(ref WireReader json)
    {
        string? name = null;
        int? port = null;
        var protocol = Protocol.TCP;
        if (json.Object())
        {
            while (json.NextField())
            {
                if (json.Is("name"u8)) name = json.Pooled();
                else if (json.Is("port"u8)) port = json.Port();
                else if (json.Is("protocol"u8)) protocol = json.Protocol();
                else json.Skip();
            }
        }
        return new(name, port, protocol);
    }
}
