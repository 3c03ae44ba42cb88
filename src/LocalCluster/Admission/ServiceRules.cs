using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Defaults and validation of core/v1 Service; its addresses come from <see cref="ServiceAddresses"/>.</summary>
internal static class ServiceRules
{
    public static KindRules Rules { get; } = new()
    {
        Default = Default,
        PrepareCreate = service => service["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() },
        Validate = Validate,
        ValidateUpdate = ValidateUpdate,
        NameRule = NameRule.Label1035,
    };

    private static void Default(JsonObject service)
    {
        var spec = service.Ensure("spec");
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        if (spec.Text("type") == "ExternalName") return;
        spec.Default("internalTrafficPolicy", "Cluster");
        if (spec.Text("type") is "NodePort" or "LoadBalancer") spec.Default("externalTrafficPolicy", "Cluster");
        if (spec.Text("type") is "LoadBalancer") spec.Default("allocateLoadBalancerNodePorts", true);
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
        }
    }

    private static void Validate(JsonObject service, FieldErrors errors)
    {
        var spec = service.Object("spec");
        var ports = spec.Objects("ports").ToList();
        var type = spec.Text("type");
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
            errors.NotSupported("spec.type", spec?["type"], "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        if (type == "ExternalName" && string.IsNullOrEmpty(spec.Text("externalName"))) errors.Required("spec.externalName");
        if (ports.Count == 0 && type != "ExternalName" && spec.Text("clusterIP") != "None") errors.Required("spec.ports");
        MetadataValidation.Labels(spec.TextMap("selector"), "spec.selector", errors);
        var names = new HashSet<string>();
        for (var index = 0; index < ports.Count; index++) Port(ports[index], $"spec.ports[{index}]", ports.Count > 1, names, errors);
    }

    private static void Port(JsonObject port, string path, bool named, HashSet<string> names, FieldErrors errors)
    {
        var name = port.Text("name") ?? "";
        if (name.Length == 0 && named) errors.Required($"{path}.name");
        else if (name.Length > 0)
        {
            foreach (var message in Names.Label(name)) errors.Invalid($"{path}.name", name, message);
            if (!names.Add(name)) errors.Duplicate($"{path}.name", name);
        }
        var number = port.Number("port") ?? 0;
        foreach (var message in Names.PortNumber(number)) errors.Invalid($"{path}.port", number, message);
        if (port.Text("protocol") is not ("TCP" or "UDP" or "SCTP")) errors.NotSupported($"{path}.protocol", port["protocol"], "SCTP", "TCP", "UDP");
        if (port.Number("targetPort") is { } target)
            foreach (var message in Names.PortNumber(target)) errors.Invalid($"{path}.targetPort", target, message);
        else if (port.Text("targetPort") is { } targetName)
            foreach (var message in Names.PortName(targetName)) errors.Invalid($"{path}.targetPort", targetName, message);
    }

    private static void ValidateUpdate(JsonObject before, JsonObject after, FieldErrors errors)
    {
        var (old, next) = (before.Object("spec"), after.Object("spec"));
        if (old.Text("type") == "ExternalName" || next.Text("type") == "ExternalName") return;
        if (old.Text("clusterIP") is { Length: > 0 } address && next.Text("clusterIP") != address)
            errors.Invalid("spec.clusterIPs[0]", new JsonArray(next.Text("clusterIP")), "may not change once set");
    }
}
