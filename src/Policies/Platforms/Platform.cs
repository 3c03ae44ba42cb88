using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>What the whole cluster offers to every workload: found in the cluster, or the defaults of docs/policy-semantics.md.</summary>
public sealed record Platform
{
    /// <summary>Cluster DNS: its pods with their ports, its ClusterIP with the Service's, the node-local cache.</summary>
    public required ValueList<Allowance> Dns { get; init; }

    /// <summary>The API server: its ClusterIP with the Service's port, its endpoints with theirs. Empty where unknown.</summary>
    public ValueList<Allowance> ApiServer { get; init; } = [];

    /// <summary>Ingress controllers and gateways, by namespace and labels together.</summary>
    public required ValueList<Infrastructure> IngressControllers { get; init; }

    /// <summary>Whether ingress controllers were seen on the host's network, where they come from their nodes' addresses.</summary>
    public bool IngressOnHostNetwork { get; init; }

    /// <summary>The nodes' addresses as blocks, for pods on the host's network.</summary>
    public ValueList<string> NodeCidrs { get; init; } = [];

    /// <summary>The platform of a cluster that cannot be asked: the usual DNS, the table of ingress controllers.</summary>
    public static readonly Platform Assumed = new()
    {
        Dns = [ClusterDns.Assumed],
        IngressControllers = InfrastructureTable.IngressControllers,
    };

    /// <summary>Whether a workload serves the whole cluster, as an ingress controller or as cluster DNS.</summary>
    public bool IsInfrastructure(Workload workload) => IsIngressController(workload) || Dns.Any(dns => IsIn(dns.Peer, workload));

    /// <summary>Whether a workload is an ingress controller or a gateway.</summary>
    public bool IsIngressController(Workload workload) =>
        IngressControllers.Any(each => each.Includes(workload.Key.Namespace, workload.Template.Labels));

    private static bool IsIn(PolicyPeer? peer, Workload workload) =>
        peer is { NamespaceSelector: { } namespaces, PodSelector: { IsEmpty: false } pods }
        && namespaces.Matches(Labels.Of((PolicyPeer.NamespaceNameLabel, workload.Key.Namespace)))
        && pods.Matches(workload.Template.Labels);
}
