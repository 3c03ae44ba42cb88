using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Reads IngressClasses, GatewayClasses and Gateways.</summary>
internal static class ClassReader
{
    public static IngressClass ReadIngressClass(ref WireReader json, ref ObjectMeta meta)
    {
        var spec = ReadObject(ref json, ref meta);
        return new(meta.Name, spec.Controller, spec.Parameters);
    }

    public static GatewayClass ReadGatewayClass(ref WireReader json, ref ObjectMeta meta)
    {
        var spec = ReadObject(ref json, ref meta);
        return new(meta.Name, spec.Controller, spec.Parameters);
    }

    public static Gateway ReadGateway(ref WireReader json, ref ObjectMeta meta)
    {
        var spec = ReadObject(ref json, ref meta);
        return new(meta.ObjectName, spec.ClassName);
    }

    private static SpecFields ReadObject(ref WireReader json, ref ObjectMeta meta)
    {
        var spec = new SpecFields();
        while (json.NextField())
        {
            if (json.Is("spec"u8)) spec.Read(ref json);
            else meta.ReadField(ref json);
        }
        return spec;
    }

    private static ClassParameters? ReadParameters(ref WireReader json)
    {
        string group = "", kind = "", name = "";
        string? ns = null;
        if (!json.Object()) return null;
        while (json.NextField())
        {
            if (json.Is("apiGroup"u8) || json.Is("group"u8)) group = json.Pooled() ?? "";
            else if (json.Is("kind"u8)) kind = json.Pooled() ?? "";
            else if (json.Is("name"u8)) name = json.Pooled() ?? "";
            else if (json.Is("namespace"u8)) ns = json.Pooled();
            else json.Skip();
        }
        return new(group, kind, name, ns);
    }

    private struct SpecFields()
    {
        public string Controller = "";
        public string ClassName = "";
        public ClassParameters? Parameters;

        public void Read(ref WireReader json)
        {
            if (!json.Object()) return;
            while (json.NextField())
            {
                if (json.Is("controller"u8) || json.Is("controllerName"u8)) Controller = json.Pooled() ?? "";
                else if (json.Is("gatewayClassName"u8)) ClassName = json.Pooled() ?? "";
                else if (json.Is("parameters"u8) || json.Is("parametersRef"u8)) Parameters = ReadParameters(ref json);
                else json.Skip();
            }
        }
    }
}
