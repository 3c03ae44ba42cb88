using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>The data planes of Gateways: pods in the Gateway's own namespace, with the labels that its implementation gives them.</summary>
public static class GatewayTable
{
    private const string Name = "app.kubernetes.io/name", Manager = "app.kubernetes.io/managed-by";

    /// <summary>
    /// The data plane of a Gateway that exists. Where classes are known, its class must be among them: a Gateway that nobody serves has no pods.
    /// </summary>
    /// <param name="gateway">The Gateway.</param>
    /// <param name="classes">The GatewayClasses; none where they are not known.</param>
    public static IEnumerable<Infrastructure> DataPlanesOf(Gateway gateway, IReadOnlyCollection<GatewayClass> classes)
    {
        if (classes.Count == 0) return [Plane(gateway, ByName(gateway))];
        return classes.FirstOrDefault(each => each.Name == gateway.ClassName)?.Controller switch
        {
            null => [],
            "projectcontour.io/gateway-controller" => [Plane(gateway, LabelSelector.Of((Name, "contour"), (Manager, "contour-gateway-provisioner")))],
            "gateway.envoyproxy.io/gatewayclass-controller" =>
            [
                Plane(gateway, LabelSelector.Of((Name, "envoy"), (Manager, "envoy-gateway"), ("gateway.envoyproxy.io/owning-gateway-name", gateway.Name.Name))),
                Plane(gateway, LabelSelector.Of(("k8s-app", "calico-gateway-api-proxy"))),
            ],
            var controller when PodlessControllers.Advice(controller) is not null => [],
            _ => [Plane(gateway, ByName(gateway))],
        };
    }

    private static LabelSelector ByName(Gateway gateway) => LabelSelector.Of(("gateway.networking.k8s.io/gateway-name", gateway.Name.Name));

    private static Infrastructure Plane(Gateway gateway, LabelSelector pods) => new($"gateway {gateway.Name}", [gateway.Name.Namespace], pods);
}
