using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// Ingress controllers reach every workload and are reached by it; with <see cref="PolicyOptions.IngressOnlyWhenRouted"/>
/// they reach only workloads behind a route, on the routed ports.
/// </summary>
internal static class IngressControllerRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) => workload.Options.IngressOnlyWhenRouted ? Routed(workload) : Always(workload).Concat(OnHostNetwork(workload, []));

    private static IEnumerable<Grant> Always(WorkloadContext workload) => workload.Platform.IngressControllers.SelectMany(controller => new Grant[]
    {
        new(Direction.Ingress, new(controller.Peer, []), new(ReasonKind.IngressController, By: controller.Name)),
        new(Direction.Egress, new(controller.Peer, []), new(ReasonKind.IngressController, By: controller.Name)),
    });

    private static IEnumerable<Grant> Routed(WorkloadContext workload) =>
        from route in workload.Routes
        from service in workload.Services
        where service.Name == route.Service
        let ports = ServicePorts.PodPorts(service.Ports.Where(port => Means(route.Port, port)), workload.Workload)
        where !ports.IsEmpty
        from grant in workload.Platform.IngressControllers
            .Select(controller => new Grant(Direction.Ingress, new(controller.Peer, ports), new(ReasonKind.IngressController, By: controller.Name)))
            .Concat(OnHostNetwork(workload, ports))
        select grant;

    /// <summary>No selector matches pods on the host's network. Only their way in: all ports of every node would be far more than they are.</summary>
    private static IEnumerable<Grant> OnHostNetwork(WorkloadContext workload, ValueList<PolicyPort> ports) => workload.Platform.IngressOnHostNetwork
        ? NodePeers.Of(workload, ports).Select(nodes => new Grant(Direction.Ingress, nodes, new(ReasonKind.IngressController, By: "on the nodes' network")))
        : [];

    private static bool Means(PortValue? routed, ServicePort port) => routed is not { } wanted || (wanted.Name is { } name ? port.Name == name : port.Port == wanted.Number);
}
