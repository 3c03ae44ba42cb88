using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>Makes the facts of a Service from the Service, its back ends and its slices.</summary>
public static class ServiceFacts
{
    /// <summary>The facts of a Service that exists.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="backends">The workloads of its namespace whose pods it selects.</param>
    /// <param name="slices">The EndpointSlices of a Service without a selector.</param>
    /// <param name="consent">Who may call it.</param>
    public static TargetFacts Of(Service service, IReadOnlyCollection<Workload> backends, IEnumerable<EndpointSlice> slices, Consent consent) => new()
    {
        Key = TargetKey.Service(service.Name),
        Exists = true,
        Pods = service.Selector is { IsEmpty: false } selector ? LabelSelector.Of(selector) : null,
        Ports = service.ExternalName is null ? [.. service.Ports.Select(port => FactOf(port, backends))] : [],
        AnyPort = service.Headless,
        PodPorts = service.Headless ? PortsOf(backends) : [],
        HostNetwork = backends.Any(backend => backend.Template.HostNetwork),
        Alias = service.ExternalName,
        Blocks = service is { Selector: null or { IsEmpty: true }, ExternalName: null } ? Blocks(service, slices) : [],
        Consent = consent,
    };

    private static ValueList<PolicyPort> PortsOf(IEnumerable<Workload> backends) =>
    [
        .. backends.SelectMany(backend => backend.Revisions).SelectMany(template => template.Containers).SelectMany(container => container.Ports)
            .Select(port => new PolicyPort(port.Protocol, port.Number)).Distinct().OrderBy(port => port.Port?.Number).ThenBy(port => port.Protocol),
    ];

    private static FactPort FactOf(ServicePort port, IReadOnlyCollection<Workload> backends) =>
        new(port.Name, port.Port, port.Protocol, port.TargetPort.Name is { } name ? Agreed(name, port.Protocol, backends) : port.TargetPort);

    /// <summary>What a port's name means, where all back ends that know it agree; else the name itself.</summary>
    private static PortValue Agreed(string name, Protocol protocol, IReadOnlyCollection<Workload> backends)
    {
        var numbers = backends.SelectMany(backend => ContainerPorts.Named(backend, name, protocol)).Distinct().Take(2).ToList();
        return numbers is [var only] && backends.All(backend => ContainerPorts.Named(backend, name, protocol).Any()) ? only : PortValue.Named(name);
    }

    private static ValueList<AddressBlock> Blocks(Service service, IEnumerable<EndpointSlice> slices) =>
        slices
            .SelectMany(slice => slice.Addresses.SelectMany(address => slice.Ports.Select(port => BlockOf(service, address, port))))
            .Distinct()
            .OrderBy(block => block.Cidr, StringComparer.Ordinal).ThenBy(block => block.Port.Protocol).ThenBy(block => block.Port.Port?.Number)
            .ToValueList();

    private static AddressBlock BlockOf(Service service, string address, EndpointPort port) => new(
        Cidr.OfAddress(address),
        service.Ports.FirstOrDefault(each => (each.Name ?? "") == (port.Name ?? "") && each.Protocol == port.Protocol)?.Port,
        new PolicyPort(port.Protocol, port.Port is { } number ? number : null));
}
