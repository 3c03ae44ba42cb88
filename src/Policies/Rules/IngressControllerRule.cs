using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// Ingress controllers reach every workload and are reached by it; with <see cref="PolicyOptions.IngressOnlyWhenRouted"/>
/// they reach only workloads behind a route, on the routed ports.
/// </summary>
internal static class IngressControllerRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) => workload.Options.IngressOnlyWhenRouted ? Routed(workload) : Always(workload);

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
        from controller in workload.Platform.IngressControllers
        select new Grant(Direction.Ingress, new(controller.Peer, ports), new(ReasonKind.IngressController, By: controller.Name));

    private static bool Means(PortValue? routed, ServicePort port) => routed is not { } wanted || (wanted.Name is { } name ? port.Name == name : port.Port == wanted.Number);
}
