using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>A workload is reached by every client whose resolved references reach it, where consent is given.</summary>
internal static class ClientRule
{
    public static IEnumerable<Grant> Grants(WorkloadContext workload)
    {
        var consents = Consents.OfPods(workload.Services, workload.Namespace, workload.Options);
        return
            from each in workload.Claims
            let choice = PortChoice.Of(each.Facts, each.Claim.Ports)
            where choice.Exists && each.Claim.Client != workload.Workload.Key
            where consents.All(consent => consent.Admits(each.Claim.Client, workload.Workload.Key.Namespace))
            let ports = choice.Ports.SelectMany(port => ServicePorts.OnPods(port, workload.Workload)).ToValueList()
            from peer in PeersOf(each.Claim, workload, ports)
            select new Grant(Direction.Ingress, peer, new(ReasonKind.Client, Target: each.Claim.Target, Client: each.Claim.Client));
    }

    /// <summary>The claims that are turned away for want of a grant.</summary>
    public static IEnumerable<Claim> Refused(WorkloadContext workload)
    {
        var consents = Consents.OfPods(workload.Services, workload.Namespace, workload.Options);
        return
            from each in workload.Claims
            where PortChoice.Of(each.Facts, each.Claim.Ports).Exists
            where !consents.All(consent => consent.Admits(each.Claim.Client, workload.Workload.Key.Namespace))
            select each.Claim;
    }

    private static IEnumerable<Allowance> PeersOf(Claim claim, WorkloadContext workload, ValueList<PolicyPort> ports) =>
        claim.ClientPods is { IsEmpty: false } pods
            ? [new(PolicyPeer.Pods(claim.Client.Namespace, pods), ports)]
            : claim.OnHostNetwork ? NodePeers.Of(workload, ports) : [];
}
