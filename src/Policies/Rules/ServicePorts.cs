using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>A Service's ports as the ports of one workload's pods.</summary>
internal static class ServicePorts
{
    /// <summary>The target ports; a name becomes what the workload's containers call so, and stays a name where none does.</summary>
    public static ValueList<PolicyPort> PodPorts(IEnumerable<ServicePort> ports, Workload workload) =>
        [.. ports.SelectMany(port => OnPods(new(port.Protocol, port.TargetPort), workload)).Distinct()];

    /// <summary>One port as the workload's pods have it.</summary>
    public static IEnumerable<PolicyPort> OnPods(PolicyPort port, Workload workload)
    {
        if (port.Port?.Name is not { } name) return [port];
        var numbers = ContainerPorts.Named(workload, name, port.Protocol).Select(number => new PolicyPort(port.Protocol, number)).ToList();
        return numbers.Count > 0 ? numbers : [port];
    }
}
