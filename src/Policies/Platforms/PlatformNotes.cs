using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>What an operator should know about the platform: who routes traffic and is admitted by no policy.</summary>
public static class PlatformNotes
{
    /// <summary>The notes, one sentence each.</summary>
    public static ValueList<string> Of(ClusterSnapshot snapshot, Platform platform)
    {
        var anyone = snapshot.Workloads.Any(platform.IsIngressController);
        return
        [
            .. snapshot.IngressClasses.Select(each => (Kind: "IngressClass", each.Name, each.Controller))
                .Concat(snapshot.GatewayClasses.Select(each => (Kind: "GatewayClass", each.Name, each.Controller)))
                .Select(each => Note(each.Kind, each.Name, each.Controller, anyone)).OfType<string>().Order(StringComparer.Ordinal),
        ];
    }

    private static string? Note(string kind, string name, string controller, bool anyone) => PodlessControllers.Advice(controller) is { } advice
        ? $"{kind} {name} ({controller}) is admitted by no policy: {advice}"
        : kind == "IngressClass" && !anyone
            ? $"{kind} {name} ({controller}) is there, and no ingress controller's pods are in a namespace in which their labels count: list theirs in NETPOL_INGRESS_NAMESPACES"
            : null;
}
