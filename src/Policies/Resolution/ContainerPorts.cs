using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>What the names of container ports mean.</summary>
public static class ContainerPorts
{
    /// <summary>The numbers that a port's name has in the workload's running revisions; none where no container declares it.</summary>
    public static IEnumerable<PortValue> Named(Workload workload, string name, Protocol protocol) =>
        workload.Revisions
            .SelectMany(template => template.Containers)
            .SelectMany(container => container.Ports)
            .Where(port => port.Name == name && port.Protocol == protocol)
            .Select(port => (PortValue)port.Number)
            .Distinct();
}
