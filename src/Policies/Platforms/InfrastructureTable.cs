using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>
/// Ingress controllers and gateway data planes by the namespaces and labels of the projects' own manifests and charts. Operators
/// add namespaces and entries with options.
/// </summary>
public static class InfrastructureTable
{
    private const string Name = "app.kubernetes.io/name", Component = "app.kubernetes.io/component", Manager = "app.kubernetes.io/managed-by";

    /// <summary>The controllers that send traffic to workloads.</summary>
    public static ValueList<Infrastructure> IngressControllers { get; } =
    [
        Entry("ingress-nginx", ["ingress-nginx"], (Name, "ingress-nginx")),
        Entry("rke2-ingress-nginx", ["kube-system"], (Name, "rke2-ingress-nginx")),
        Entry("microk8s-ingress", ["ingress"], ("name", "nginx-ingress-microk8s")),
        Entry("nginx-ingress", ["nginx-ingress"], (Name, "nginx-ingress")),
        Entry("nginx-ingress manifests", ["nginx-ingress"], ("app", "nginx-ingress")),
        Entry("contour", ["projectcontour"], (Name, "contour")),
        Entry("contour envoy", ["projectcontour"], ("app", "envoy")),
        Entry("traefik", ["kube-system", "traefik"], (Name, "traefik")),
        Entry("haproxy", ["haproxy", "haproxy-controller", "haproxy-ingress", "ingress-haproxy"], (Name, "haproxy")),
        Entry("haproxy kubernetes-ingress", ["haproxy", "haproxy-controller", "haproxy-ingress", "ingress-haproxy"], (Name, "kubernetes-ingress")),
        Entry("haproxy-ingress", ["haproxy-ingress", "ingress-controller", "ingress-haproxy"], (Name, "haproxy-ingress")),
        Entry("istio ingress gateway", ["istio-ingress", "istio-system"], ("istio", "ingressgateway")),
        Entry("istio gateway chart", ["istio-ingress", "istio-system"], ("istio", "ingress")),
        Entry("envoy gateway", ["envoy-gateway-system"], (Name, "envoy"), (Manager, "envoy-gateway")),
        Entry("kong", ["kong"], (Name, "kong"), (Component, "app")),
        Entry("kong gateway", ["kong"], (Name, "gateway"), (Component, "app")),
        Entry("apisix", ["apisix", "ingress-apisix"], (Name, "apisix")),
        Entry("openshift router", ["openshift-ingress"], ("ingresscontroller.operator.openshift.io/deployment-ingresscontroller", "default")),
    ];

    /// <summary>The data plane of a Gateway that exists: its implementation labels the pods with the Gateway's name, in its namespace.</summary>
    public static Infrastructure DataPlaneOf(Gateway gateway) => new(
        $"gateway {gateway.Name}", [gateway.Name.Namespace], LabelSelector.Of(("gateway.networking.k8s.io/gateway-name", gateway.Name.Name)));

    private static Infrastructure Entry(string name, ValueList<string> namespaces, params ReadOnlySpan<(string Key, string Value)> labels) =>
        new(name, namespaces, LabelSelector.Of(labels));
}
