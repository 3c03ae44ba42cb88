using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>
/// What annotations declare, for names that are compiled into programs: egress on the workload (as far as it names no object; those
/// are references), ingress on the workload or on a Service that selects it.
/// </summary>
internal static class DeclarationRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload) => Egress(workload).Concat(Ingress(workload));

    private static IEnumerable<Grant> Egress(WorkloadContext workload) =>
        from entry in DeclarationParser.Parse(Annotations.Egress, workload.Workload.Annotations[Annotations.Egress], workload.Workload.Key.Namespace).Entries
        from allowance in Addresses(entry, entry.Ports, workload)
        select new Grant(Direction.Egress, allowance, new(ReasonKind.Declaration, By: entry.Text));

    private static IEnumerable<Grant> Ingress(WorkloadContext workload) =>
        from declared in workload.DeclaredIngress
        from entry in declared.Declarations
        let ports = PortsOf(entry, declared.On, workload)
        where declared.On is null || !ports.IsEmpty
        from allowance in Pods(entry, ports, workload).Concat(Addresses(entry, ports, workload))
        select new Grant(Direction.Ingress, allowance, new(ReasonKind.Declaration, By: entry.Text));

    private static IEnumerable<Allowance> Pods(Declaration entry, ValueList<PolicyPort> ports, WorkloadContext workload) =>
        DeclaredTarget.Of(entry, workload.Options.KindNames) is { } target
        && workload.DeclaredFacts.GetValueOrDefault(new TargetKey(target.Kind, target.Name)) is { Exists: true, Pods: not null } facts
            ? [new(TargetPeer.Of(facts), ports)]
            : [];

    private static IEnumerable<Allowance> Addresses(Declaration entry, ValueList<PolicyPort> ports, WorkloadContext workload) => entry.Peer switch
    {
        { Kind: DeclaredPeerKind.Any } => [new(null, ports)],
        { Kind: DeclaredPeerKind.Cidr, Block: { } block } => [new(new(null, null, block), ports)],
        { Kind: DeclaredPeerKind.ApiServer } => workload.Platform.ApiServer.Select(server => ports.IsEmpty ? server : server with { Ports = ports }),
        _ => [],
    };

    /// <summary>On a Service, ports are the Service's, and all of them where none is listed; on a workload they are its pods'.</summary>
    private static ValueList<PolicyPort> PortsOf(Declaration entry, Service? on, WorkloadContext workload) => on is null
        ? entry.Ports
        : [.. PortChoice.Of(ServiceFacts.Of(on, [workload.Workload], [], Consent.Given), entry.Ports.IsEmpty ? PortRequest.All : new(null, entry.Ports)).Ports
            .SelectMany(port => ServicePorts.OnPods(port, workload.Workload)).Distinct()];
}
