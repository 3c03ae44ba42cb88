using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Platforms;

/// <summary>
/// Pods that belong to the platform. A label alone never makes a pod one of them: it counts in the named namespaces only,
/// which tenants do not own.
/// </summary>
/// <param name="Name">What they are, such as <c>traefik</c>.</param>
/// <param name="Namespaces">The namespaces in which the labels count, sorted.</param>
/// <param name="Pods">The pods' labels.</param>
public sealed record Infrastructure(string Name, ValueList<string> Namespaces, LabelSelector Pods)
{
    /// <summary>The peer that admits them: namespaces and pods in one entry.</summary>
    public PolicyPeer Peer => Namespaces is [var only]
        ? PolicyPeer.Pods(only, Pods)
        : new(new(Labels.Empty, [new(PolicyPeer.NamespaceNameLabel, LabelOperator.In, Namespaces)]), Pods);

    /// <summary>Whether a pod with these labels in this namespace is one of them.</summary>
    public bool Includes(string @namespace, Labels labels) => Namespaces.Contains(@namespace) && Pods.Matches(labels);
}
