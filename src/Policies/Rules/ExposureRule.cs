using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// What is exposed outside the cluster is reached by any source, on the exposed ports: the source may be translated on its way, so that
/// no address could be named.
/// </summary>
internal static class ExposureRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) => Services(workload).Concat(HostPorts(workload));

    private static IEnumerable<Grant> Services(WorkloadContext workload) =>
        from service in workload.Services
        where service.Type is ServiceType.LoadBalancer or ServiceType.NodePort || !service.ExternalIPs.IsEmpty
        let ports = ServicePorts.PodPorts(service.Ports, workload.Workload)
        where !ports.IsEmpty
        select new Grant(Direction.Ingress, new(null, ports), new(ReasonKind.Exposure, By: $"Service {service.Name}"));

    private static IEnumerable<Grant> HostPorts(WorkloadContext workload) =>
        from template in workload.Workload.Revisions
        from container in template.Containers
        from port in container.Ports
        where port.HostPort is not null
        select new Grant(
            Direction.Ingress, new(null, [new PolicyPort(port.Protocol, port.Number)]), new(ReasonKind.Exposure, By: $"hostPort of container {container.Name}"));
}
