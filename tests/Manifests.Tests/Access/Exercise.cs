using System.Text.Json.Nodes;
using NetpolOrleans.Manifests.Tests.Running;

namespace NetpolOrleans.Manifests.Tests.Access;

/// <summary>What makes a replica use every right that it has.</summary>
internal static class Exercise
{
    /// <summary>The pod as which the replica joins.</summary>
    public const string Pod = "exercise";

    private const string Group = "gateway.networking.k8s.io";

    /// <summary>The kinds of the Gateway API, as far as a watch needs them.</summary>
    public static IReadOnlyList<JsonObject> Definitions =>
    [
        Definition("gatewayclasses", "GatewayClass", "v1", "Cluster"), Definition("gateways", "Gateway", "v1"), Definition("httproutes", "HTTPRoute", "v1"), Definition("grpcroutes", "GRPCRoute", "v1"),
        Definition("tcproutes", "TCPRoute", "v1alpha2"), Definition("tlsroutes", "TLSRoute", "v1alpha2"), Definition("udproutes", "UDPRoute", "v1alpha2"),
    ];

    /// <summary>A namespace with workloads whose rollouts can be held, and the replica's own pod.</summary>
    public static IReadOnlyList<JsonObject> Workloads(string name)
    {
        var ns = Shop.Namespace(Of(name));
        ns["metadata"]!["annotations"] = new JsonObject { ["netpol-orleans.io/mode"] = "enforce" };
        return
        [
            ns, Shop.Deployment(Of(name), "web", ("PEER_HOST", $"a-pod-of-somebody.{Of(name)}.pod.cluster.local")), Shop.Deployment(Of(name), "gone"),
            Kind("StatefulSet", Of(name), "db"), Kind("DaemonSet", Of(name), "agent"), Bare(name, Pod),
        ];
    }

    /// <summary>New revisions whose pods never get ready: the old ones stay, and only the server knows their templates.</summary>
    public static async Task BeginRolloutsAsync(GrantedCluster cluster)
    {
        string[] rolling = ["deployment/web", "statefulset/db", "daemonset/agent"];
        foreach (var workload in rolling) await cluster.KubectlAsync("-n", Of(cluster.Name), "rollout", "status", workload, "--timeout=300s");
        const string change = """{"spec":{"template":{"metadata":{"annotations":{"local-kubernetes/never-ready":"true","fake-kubelet/phase":"NotReady"}},"spec":{"containers":[{"name":"main","image":"registry.invalid/none"}]}}}}""";
        foreach (var workload in rolling) await cluster.KubectlAsync("-n", Of(cluster.Name), "patch", workload, "-p", change);
    }

    /// <summary>Drift, a policy that others have touched, one that goes, and something to report.</summary>
    public static async Task ChangePoliciesAsync(GrantedCluster cluster)
    {
        var ns = Of(cluster.Name);
        await cluster.UntilThereAsync(ns, "networkpolicy/deployment-web", "networkpolicy/deployment-gone");
        await cluster.KubectlAsync("-n", ns, "annotate", "networkpolicy", "deployment-web", "kubectl.kubernetes.io/last-applied-configuration={}");
        await cluster.KubectlAsync("-n", ns, "label", "networkpolicy", "deployment-web", "app.kubernetes.io/managed-by=somebody", "--overwrite");
        await cluster.KubectlAsync("-n", ns, "annotate", "deployment", "gone", "netpol-orleans.io/mode=off");
        await cluster.KubectlAsync("-n", ns, "annotate", "deployment", "web", "netpol-orleans.io/egress=service:???");
    }

    private static string Of(string name) => $"{name}-shop";

    private static JsonObject Kind(string kind, string ns, string name)
    {
        var workload = Shop.Deployment(ns, name);
        workload["kind"] = kind;
        if (kind == "StatefulSet") (workload["spec"]!["serviceName"], workload["spec"]!["replicas"]) = (name, 2);
        else workload["spec"]!.AsObject().Remove("replicas");
        return workload;
    }

    /// <summary>A pod of its own, as the restricted standard wants it.</summary>
    public static JsonObject Bare(string ns, string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns, ["labels"] = new JsonObject { ["app"] = name } },
        ["spec"] = new JsonObject
        {
            ["securityContext"] = new JsonObject { ["runAsNonRoot"] = true, ["runAsUser"] = 1654, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } },
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["image"] = "registry.k8s.io/pause:3.10",
                ["securityContext"] = new JsonObject { ["allowPrivilegeEscalation"] = false, ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") } },
            }),
        },
    };

    private static JsonObject Definition(string plural, string kind, string version, string scope = "Namespaced") => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"{plural}.{Group}", ["annotations"] = new JsonObject { ["api-approved.kubernetes.io"] = "https://github.com/kubernetes-sigs/gateway-api" } },
        ["spec"] = new JsonObject
        {
            ["group"] = Group,
            ["scope"] = scope,
            ["names"] = new JsonObject { ["plural"] = plural, ["kind"] = kind },
            ["versions"] = new JsonArray(new JsonObject
            {
                ["name"] = version, ["served"] = true, ["storage"] = true,
                ["schema"] = new JsonObject { ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true } },
            }),
        },
    };
}
