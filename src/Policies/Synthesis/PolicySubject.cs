using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>Of a workload, what its policy carries: enough to write it without the whole object.</summary>
/// <param name="Key">Namespace, kind and name.</param>
/// <param name="ApiVersion">The workload's group and version.</param>
/// <param name="Uid">The workload's uid; empty where it comes from a manifest.</param>
/// <param name="Selector">Its own pods; never empty.</param>
/// <param name="Lingering">What lingers (§ lingering in docs/policy-semantics.md), as the annotation's text; null for nothing.</param>
public sealed record PolicySubject(WorkloadKey Key, string ApiVersion, string Uid, LabelSelector Selector, string? Lingering = null)
{
    /// <summary>The subject of a workload without anything lingering.</summary>
    public static PolicySubject Of(Workload workload) => new(workload.Key, workload.ApiVersion, workload.Uid, workload.Selector);
}
