using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Controllers;

/// <summary>A Service's ports as one pod serves them: named target ports are looked up in the pod.</summary>
internal static class EndpointPorts
{
    public static JsonArray Of(JsonObject service, JsonObject pod)
    {
        var ports = new JsonArray();
        foreach (var port in service.Object("spec").Objects("ports"))
        {
            var target = port["targetPort"].AsNumber() ?? Named(pod, port.Text("targetPort") ?? "", port.Text("protocol") ?? "TCP");
            if (target is null) continue;
            ports.Add(new JsonObject { ["name"] = port.Text("name") ?? "", ["port"] = target, ["protocol"] = port.Text("protocol") ?? "TCP" });
        }
        return ports;
    }

    private static long? Named(JsonObject pod, string name, string protocol) => pod.Object("spec").Objects("containers")
        .SelectMany(container => container.Objects("ports"))
        .FirstOrDefault(port => port.Text("name") == name && (port.Text("protocol") ?? "TCP") == protocol)?.Number("containerPort");
}
