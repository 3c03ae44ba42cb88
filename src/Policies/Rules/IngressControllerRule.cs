using System.Runtime.CompilerServices;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// Ingress controllers reach every workload and are reached by it; with <see cref="PolicyOptions.IngressOnlyWhenRouted"/>
/// they reach only workloads behind a route, on the routed ports.
/// </summary>
internal static class IngressControllerRule
{
    // The same for every workload, and most of what a policy holds: made once for each state of the platform.
    private static readonly ConditionalWeakTable<Platform, Grant[]> OfPlatforms = [];

    public static IEnumerable<Grant> Grants(WorkloadContext workload) =>
        workload.Options.IngressOnlyWhenRouted ? Routed(workload) : OfPlatforms.GetValue(workload.Platform, Always);

    private static Grant[] Always(Platform platform)
    {
        foreach (var controller in platform.IngressControllers) PeerText.Share(controller.Peer);
        return
        [
            .. platform.IngressControllers.SelectMany(controller => new Grant[]
            {
                new(Direction.Ingress, new(controller.Peer, []), new(ReasonKind.IngressController, By: controller.Name)),
                new(Direction.Egress, new(controller.Peer, []), new(ReasonKind.IngressController, By: controller.Name)),
            }),
            .. OnHostNetwork(platform, []),
        ];
    }

    private static IEnumerable<Grant> Routed(WorkloadContext workload) =>
        from route in workload.Routes
        from service in workload.Services
        where service.Name == route.Service
        let ports = ServicePorts.PodPorts(service.Ports.Where(port => Means(route.Port, port)), workload.Workload)
        where !ports.IsEmpty
        from grant in workload.Platform.IngressControllers
            .Select(controller => new Grant(Direction.Ingress, new(controller.Peer, ports), new(ReasonKind.IngressController, By: controller.Name)))
            .Concat(OnHostNetwork(workload.Platform, ports))
        select grant;

    /// <summary>No selector matches pods on the host's network. Only their way in: all ports of every node would be far more than they are.</summary>
    private static IEnumerable<Grant> OnHostNetwork(Platform platform, ValueList<PolicyPort> ports) => platform.IngressOnHostNetwork
        ? NodePeers.Of(platform, ports).Select(nodes => new Grant(Direction.Ingress, nodes, new(ReasonKind.IngressController, By: "on the nodes' network")))
        : [];

    private static bool Means(PortValue? routed, ServicePort port) => routed is not { } wanted || (wanted.Name is { } name ? port.Name == name : port.Port == wanted.Number);
}
