using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>What sort of thing an operator should know about a workload.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingKind>))]
public enum FindingKind
{
    /// <summary>An annotation says something that cannot be read.</summary>
    BadAnnotation,

    /// <summary>No policy can select its pods.</summary>
    WithoutPolicy,

    /// <summary>Its servers admit more pods than its own, or cannot admit its pods.</summary>
    Admission,

    /// <summary>A server's side demands a grant that it does not have.</summary>
    MissingGrant,

    /// <summary>A namespace asks for a baseline, and a pod keeps it away.</summary>
    Baseline,

    /// <summary>Its selector and another workload's select the same pods.</summary>
    Overlap,
}
