using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A NetworkPolicy as the API server holds it, ours or foreign.</summary>
public sealed record PolicyObject
{
    private readonly CompactUid uid = CompactUid.None;

    /// <summary>Namespace and name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>The object's uid; empty where it comes from a manifest.</summary>
    public string Uid { get => uid.ToString(); init => uid = new(value); }

    /// <summary>The version that a write must name.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>All labels: foreign ones are preserved by our writes.</summary>
    public Labels Labels { get; init; } = Labels.Empty;

    /// <summary>All annotations but <c>kubectl.kubernetes.io/last-applied-configuration</c>.</summary>
    public Labels Annotations { get; init; } = Labels.Empty;

    /// <summary>
    /// Whether kubectl's last-applied copy, which is not kept, is among the annotations: then a write must read the object
    /// again to preserve it.
    /// </summary>
    public bool HasLastApplied { get; init; }

    /// <summary>All finalizers: our writes preserve them.</summary>
    public ValueList<string> Finalizers { get; init; } = [];

    /// <summary>All owner references.</summary>
    public ValueList<OwnerReference> Owners { get; init; } = [];

    /// <summary>What the policy says.</summary>
    public required PolicySpec Spec { get; init; }

    /// <summary>Whether the object is being deleted (a finalizer of somebody's holds it).</summary>
    public bool Terminating { get; init; }
}
