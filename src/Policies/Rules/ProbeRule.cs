using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>With <see cref="PolicyOptions.OpenProbesToNodes"/> the nodes reach the probes' ports, for CNIs that would block the kubelet.</summary>
internal static class ProbeRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload)
    {
        if (!workload.Options.OpenProbesToNodes) return [];
        var ports = workload.Workload.Revisions
            .SelectMany(template => template.Containers)
            .SelectMany(container => container.ProbePorts)
            .SelectMany(port => ServicePorts.OnPods(new(Protocol.TCP, port), workload.Workload))
            .Distinct()
            .ToValueList();
        return ports.IsEmpty ? [] : NodePeers.Of(workload, ports).Select(peer => new Grant(Direction.Ingress, peer, new(ReasonKind.Probe)));
    }
}
