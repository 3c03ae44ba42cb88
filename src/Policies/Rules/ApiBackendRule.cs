namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// What the API server calls is reached by any source: its address is none that a selector could name, and a webhook cut off
/// stalls the whole cluster.
/// </summary>
internal static class ApiBackendRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) =>
        from backend in workload.ApiBackends
        from service in workload.Services
        where service.Name == backend.Service
        let ports = ServicePorts.PodPorts(service.Ports.Where(port => port.Port == backend.Port), workload.Workload)
        where !ports.IsEmpty
        select new Grant(Direction.Ingress, new(null, ports), new(ReasonKind.ApiBackend, By: $"{backend.Kind} {backend.RegisteredBy}"));
}
