using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Evaluation;

/// <summary>One end of a flow: a pod, the pods of a workload (which are all alike), or an address outside the cluster.</summary>
public sealed record Endpoint
{
    /// <summary>What verdicts call it: <c>namespace/Kind/name</c>, or the address.</summary>
    public required string Name { get; init; }

    /// <summary>The pod's namespace; null for an address outside the cluster.</summary>
    public string? Namespace { get; init; }

    /// <summary>The namespace's labels, <c>kubernetes.io/metadata.name</c> included.</summary>
    public Labels NamespaceLabels { get; init; } = Labels.Empty;

    /// <summary>The pod's labels, generated ones included: foreign policies may select by them.</summary>
    public Labels Labels { get; init; } = Labels.Empty;

    /// <summary>The container ports; policies find named ports here.</summary>
    public ValueList<ContainerPort> Ports { get; init; } = [];

    /// <summary>
    /// IPv4 and IPv6 addresses, as far as they are known; those of the node for a host-network pod. A block admits the endpoint
    /// where it holds one of them: an endpoint that is meant by one of its addresses only must be given that one only.
    /// </summary>
    public ValueList<string> Addresses { get; init; } = [];

    /// <summary>Whether the pod shares its node's network: then no selector of a policy reaches it.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Whether it stands for any pod of a workload: then a flow to the same name is one between two pods, not to itself.</summary>
    public bool IsReplicated { get; init; }

    /// <summary>Whether selectors of policies can reach it at all.</summary>
    public bool IsSelectable => Namespace is not null && !HostNetwork;

    /// <summary>A pod. The label with the namespace's name is added, as the API server does.</summary>
    public static Endpoint Pod(string @namespace, string name, Labels labels, Labels? namespaceLabels = null) => new()
    {
        Name = $"{@namespace}/Pod/{name}",
        Namespace = @namespace,
        NamespaceLabels = LabelsOf(@namespace, namespaceLabels),
        Labels = labels,
    };

    /// <summary>An address outside the cluster.</summary>
    public static Endpoint External(string address) => new() { Name = address, Addresses = [address] };

    /// <summary>A namespace's labels with the one that the API server puts on every namespace.</summary>
    public static Labels LabelsOf(string @namespace, Labels? labels) =>
        Labels.From([.. labels ?? Labels.Empty, new(PolicyPeer.NamespaceNameLabel, @namespace)]);
}
