using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>
/// Ingress controllers and gateway data planes by the namespaces and labels of the projects' own manifests and charts. Those that are told
/// by one label share an entry, since every policy carries all of them. Operators add namespaces with an option.
/// </summary>
public static class InfrastructureTable
{
    private const string Name = "app.kubernetes.io/name", Component = "app.kubernetes.io/component", Manager = "app.kubernetes.io/managed-by";

    /// <summary>The controllers that send traffic to workloads.</summary>
    public static ValueList<Infrastructure> IngressControllers { get; } =
    [
        Entry(
            "apisix, contour, haproxy, ingress-nginx, nginx-ingress, traefik",
            [
                "apisix", "haproxy", "haproxy-controller", "haproxy-ingress", "ingress-apisix", "ingress-controller", "ingress-haproxy",
                "ingress-nginx", "kube-system", "nginx-ingress", "projectcontour", "traefik",
            ],
            (Name,
            [
                "apisix", "contour", "haproxy", "haproxy-ingress", "ingress-nginx", "kubernetes-ingress", "nginx-ingress", "rke2-ingress-nginx", "traefik",
            ])),
        Entry("contour's envoy, nginx-ingress", ["nginx-ingress", "projectcontour"], ("app", ["envoy", "nginx-ingress"])),
        Entry("istio's ingress gateway", ["istio-ingress", "istio-system"], ("istio", ["ingress", "ingressgateway"])),
        Entry("envoy gateway", ["envoy-gateway-system"], (Name, ["envoy"]), (Manager, ["envoy-gateway"])),
        Entry("kong", ["kong"], (Name, ["gateway", "kong"]), (Component, ["app"])),
        Entry("microk8s ingress", ["ingress"], ("name", ["nginx-ingress-microk8s"])),
        Entry("openshift router", ["openshift-ingress"], ("ingresscontroller.operator.openshift.io/deployment-ingresscontroller", ["default"])),
    ];

    /// <summary>The namespaces in which ingress controllers are, beside those of <paramref name="more"/>.</summary>
    public static ValueList<string> NamespacesWith(IEnumerable<string> more) =>
        [.. IngressControllers.SelectMany(each => each.Namespaces).Concat(more).Distinct().Order(StringComparer.Ordinal)];

    private static Infrastructure Entry(string name, ValueList<string> namespaces, params ReadOnlySpan<(string Key, ValueList<string> Values)> labels)
    {
        var exact = new List<KeyValuePair<string, string>>();
        var oneOf = new List<LabelRequirement>();
        foreach (var (key, values) in labels)
            if (values is [var only]) exact.Add(new(key, only));
            else oneOf.Add(new(key, LabelOperator.In, values));
        return new(name, namespaces, new(Labels.From(exact), [.. oneOf]));
    }
}
