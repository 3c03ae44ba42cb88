using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LocalKubernetes.Admission;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Security.Rbac;

namespace LocalKubernetes;

/// <summary>What a cluster holds from the start.</summary>
internal static class Bootstrap
{
    public static void Fill(ObjectRegistry registry, LocalClusterOptions options, int port)
    {
        foreach (var scope in (ReadOnlySpan<string>)["default", "kube-system", "kube-public", "kube-node-lease"])
            registry.Create(Kinds.Namespaces, "", Named(scope));
        if (options.Authorization == AuthorizationMode.Rbac) BootstrapPolicy.Fill(registry);
        for (var index = 0; index < options.Nodes; index++) Node(registry, index);
        ApiService(registry, options, port);
        if (options.SimulateControllers) Dns(registry, options);
    }

    private static void Node(ObjectRegistry registry, int index)
    {
        var name = index == 0 ? "control-plane" : string.Create(CultureInfo.InvariantCulture, $"worker-{index}");
        var node = Named(name);
        node.Metadata()["labels"] = new JsonObject { ["kubernetes.io/hostname"] = name, ["kubernetes.io/os"] = "linux", ["kubernetes.io/arch"] = "amd64" };
        node["spec"] = new JsonObject();
        registry.Create(Kinds.Nodes, "", node);
        registry.Update(new ObjectKey(Kinds.Nodes, "", name), current =>
        {
            current["status"] = new JsonObject
            {
                ["addresses"] = new JsonArray(
                    new JsonObject { ["type"] = "InternalIP", ["address"] = $"172.18.0.{(index + 2).ToString(CultureInfo.InvariantCulture)}" },
                    new JsonObject { ["type"] = "Hostname", ["address"] = name }),
                ["capacity"] = new JsonObject { ["cpu"] = "8", ["memory"] = "16Gi", ["pods"] = "110" },
                ["allocatable"] = new JsonObject { ["cpu"] = "8", ["memory"] = "16Gi", ["pods"] = "110" },
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["reason"] = "KubeletReady", ["message"] = "kubelet is posting ready status" }),
                ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = "v1.36.0-local", ["operatingSystem"] = "linux", ["architecture"] = "amd64", ["osImage"] = "simulated", ["containerRuntimeVersion"] = "simulated://0", ["kernelVersion"] = "0" },
            };
            return current;
        }, new WriteOptions { Subresource = "status" });
    }

    private static void ApiService(ObjectRegistry registry, LocalClusterOptions options, int port)
    {
        var service = Named("kubernetes");
        service.Metadata()["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" };
        service["spec"] = new JsonObject
        {
            ["clusterIP"] = At(options, 1),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = port }),
        };
        registry.Create(Kinds.Services, "default", service);
        var slice = Named("kubernetes");
        slice.Metadata()["labels"] = new JsonObject { ["kubernetes.io/service-name"] = "kubernetes" };
        slice["addressType"] = "IPv4";
        slice["endpoints"] = new JsonArray(new JsonObject { ["addresses"] = new JsonArray("127.0.0.1"), ["conditions"] = new JsonObject { ["ready"] = true } });
        slice["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = port, ["protocol"] = "TCP" });
        registry.Create(Kinds.EndpointSlices, "default", slice);
    }

    private static void Dns(ObjectRegistry registry, LocalClusterOptions options)
    {
        var labels = new JsonObject { ["k8s-app"] = "kube-dns" };
        var service = Named("kube-dns");
        service.Metadata()["labels"] = new JsonObject { ["k8s-app"] = "kube-dns", ["kubernetes.io/cluster-service"] = "true", ["kubernetes.io/name"] = "CoreDNS" };
        service["spec"] = new JsonObject
        {
            ["selector"] = labels.Copy(),
            ["clusterIP"] = At(options, 10),
            ["ports"] = new JsonArray(Port("dns", 53, "UDP"), Port("dns-tcp", 53, "TCP"), Port("metrics", 9153, "TCP")),
        };
        registry.Create(Kinds.Services, "kube-system", service);
        var coredns = Named("coredns");
        coredns.Metadata()["labels"] = labels.Copy();
        coredns["spec"] = new JsonObject
        {
            ["replicas"] = 2,
            ["selector"] = new JsonObject { ["matchLabels"] = labels.Copy() },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = labels.Copy() },
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "coredns",
                        ["image"] = "coredns:local",
                        ["ports"] = new JsonArray(ContainerPort("dns", 53, "UDP"), ContainerPort("dns-tcp", 53, "TCP"), ContainerPort("metrics", 9153, "TCP")),
                    }),
                },
            },
        };
        registry.Create(Kinds.Deployments, "kube-system", coredns);
    }

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };

    private static JsonObject Port(string name, int port, string protocol) =>
        new() { ["name"] = name, ["port"] = port, ["protocol"] = protocol, ["targetPort"] = port };

    private static JsonObject ContainerPort(string name, int port, string protocol) =>
        new() { ["name"] = name, ["containerPort"] = port, ["protocol"] = protocol };

    private static string At(LocalClusterOptions options, uint offset) => AddressRange.At(IPNetwork.Parse(options.ServiceCidr), offset).ToString();
}
