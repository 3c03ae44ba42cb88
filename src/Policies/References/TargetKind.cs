using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.References;

/// <summary>What a reference may point at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetKind>))]
public enum TargetKind
{
    /// <summary>A Service of the given namespace and name; with a pod name, one pod of a headless Service.</summary>
    Service,

    /// <summary>The Pod of the namespace that has the address (<c>10-1-2-3.ns.pod.cluster.local</c>).</summary>
    PodAddress,

    /// <summary>The Pod of that name (<c>name.ns.pod.cluster.local</c>): it does not resolve, is opened all the same, and is reported.</summary>
    PodName,

    /// <summary>An IP literal: the Service that has it as its ClusterIP, if one does; otherwise external.</summary>
    Address,

    /// <summary>A host outside the cluster: reported, never opened.</summary>
    External,

    /// <summary>A workload that a declaration names; the name is <c>Kind/name</c>.</summary>
    Workload,

    /// <summary>All pods of a namespace that a declaration names.</summary>
    Namespace,
}
