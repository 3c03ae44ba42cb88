namespace NetpolOrleans.Policies.Platforms;

/// <summary>Ingress and gateway controllers whose traffic comes from no pods: a NetworkPolicy cannot name them by labels.</summary>
internal static class PodlessControllers
{
    private const string ByAddress = "its traffic comes from addresses: declare them on what it serves, netpol-orleans.io/ingress: \"cidr:…\"";

    /// <summary>What an operator has to do about such a controller; null for those that run in pods.</summary>
    public static string? Advice(string controller) => controller switch
    {
        "io.cilium/gateway-controller" or "cilium.io/ingress-controller" =>
            "its traffic comes from Cilium itself: a CiliumNetworkPolicy with fromEntities: [ingress] admits it",
        "ingress.k8s.aws/alb" or "gateway.k8s.aws/alb" or "gateway.k8s.aws/nlb" or "application-networking.k8s.aws/gateway-api-controller" => ByAddress,
        "azure/application-gateway" or "alb.networking.azure.io/alb-controller" => ByAddress,
        _ when controller.StartsWith("networking.gke.io/", StringComparison.Ordinal) => ByAddress,
        _ => null,
    };
}
