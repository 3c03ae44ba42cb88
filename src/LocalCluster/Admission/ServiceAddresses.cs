using System.Net;
using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Hands out ClusterIPs and node ports and takes them back.</summary>
internal sealed class ServiceAddresses(IPNetwork range)
{
    private const int FirstNodePort = 30000;
    private readonly Lock gate = new();
    private readonly HashSet<string> taken = [];
    private readonly HashSet<long> nodePorts = [];
    private uint lastOffset = 20;

    public void Assign(JsonObject service, FieldErrors errors)
    {
        var spec = service.Ensure("spec");
        var type = spec.Text("type");
        if (type == "ExternalName") return;
        lock (gate)
        {
            var address = spec.Text("clusterIP");
            if (string.IsNullOrEmpty(address)) address = Next();
            else if (address != "None" && !taken.Add(address))
            {
                errors.Invalid("spec.clusterIPs", new JsonArray(address), $"failed to allocate IP {address}: provided IP is already allocated");
                return;
            }
            spec["clusterIP"] = address;
            spec["clusterIPs"] = new JsonArray(address);
            spec.Default("ipFamilies", new JsonArray("IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
            if (type is not ("NodePort" or "LoadBalancer")) return;
            foreach (var port in spec.Objects("ports"))
                if ((port.Number("nodePort") ?? 0) == 0) port["nodePort"] = NextNodePort();
        }
    }

    public void Release(JsonObject service)
    {
        lock (gate)
        {
            taken.Remove(service.Object("spec").Text("clusterIP") ?? "");
            foreach (var port in service.Object("spec").Objects("ports")) nodePorts.Remove(port.Number("nodePort") ?? 0);
        }
    }

    private string Next()
    {
        do lastOffset++;
        while (!taken.Add(At(lastOffset)));
        return At(lastOffset);
    }

    private long NextNodePort()
    {
        var port = FirstNodePort + nodePorts.Count;
        while (!nodePorts.Add(port)) port++;
        return port;
    }

    private string At(uint offset) => AddressRange.At(range, offset).ToString();
}
