using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads <c>v1 Service</c>.</summary>
internal static class ServiceReader
{
    public static Service Read(ref WireReader json, ref ObjectMeta meta)
    {
        var spec = new SpecFields();
        while (json.NextField())
        {
            if (json.Is("spec"u8)) spec.Read(ref json);
            else meta.ReadField(ref json);
        }
        var addresses = spec.ClusterIPs.IsEmpty && spec.ClusterIP is { Length: > 0 } single ? [single] : spec.ClusterIPs;
        var headless = addresses.Contains("None");
        return new()
        {
            Name = meta.ObjectName,
            Uid = meta.Uid,
            Type = spec.Type,
            ClusterIPs = headless || spec.Type == ServiceType.ExternalName ? [] : addresses,
            Headless = headless,
            Selector = spec.Type == ServiceType.ExternalName || spec.Selector is { IsEmpty: true } ? null : spec.Selector,
            Ports = spec.Ports,
            ExternalName = spec.Type == ServiceType.ExternalName ? spec.ExternalName : null,
            ExternalIPs = spec.ExternalIPs,
            Annotations = meta.Annotations,
            Labels = meta.Labels,
        };
    }

    private struct SpecFields()
    {
        public ServiceType Type = ServiceType.ClusterIP;
        public string? ClusterIP;
        public ValueList<string> ClusterIPs = [];
        public Labels? Selector;
        public ValueList<ServicePort> Ports = [];
        public string? ExternalName;
        public ValueList<string> ExternalIPs = [];

        public void Read(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
            {
                if (json.Is("type"u8)) Type = ReadType(ref json);
                else if (json.Is("clusterIP"u8)) ClusterIP = json.Text();
                else if (json.Is("clusterIPs"u8)) ClusterIPs = json.Texts();
                else if (json.Is("selector"u8)) Selector = json.Object() ? json.Map() : null;
                else if (json.Is("ports"u8)) Ports = json.List(ReadPort);
                else if (json.Is("externalName"u8)) ExternalName = json.Text() is { Length: > 0 } name ? name : null;
                else if (json.Is("externalIPs"u8)) ExternalIPs = json.Texts();
                else json.Skip();
            }
        }
    }

    private static ServiceType ReadType(ref WireReader json) => json.Pooled() switch
    {
        null or "" or "ClusterIP" => ServiceType.ClusterIP,
        "NodePort" => ServiceType.NodePort,
        "LoadBalancer" => ServiceType.LoadBalancer,
        "ExternalName" => ServiceType.ExternalName,
        _ => throw json.Expected("a type of Service"),
    };

    private static ServicePort? ReadPort(ref WireReader json)
    {
        string? name = null;
        int? port = null, nodePort = null;
        PortValue? target = null;
        var protocol = Protocol.TCP;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("name"u8)) name = json.Pooled() is { Length: > 0 } text ? text : null;
            else if (json.Is("port"u8)) port = json.Port();
            else if (json.Is("targetPort"u8)) target = json.PortOrName();
            else if (json.Is("nodePort"u8)) nodePort = json.Port();
            else if (json.Is("protocol"u8)) protocol = json.Protocol();
            else json.Skip();
        }
        return port is { } number ? new(name, number, target ?? number, protocol, nodePort) : null;
    }
}
