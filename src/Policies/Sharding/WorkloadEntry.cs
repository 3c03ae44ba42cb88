using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>A workload and what was worked out about it.</summary>
internal sealed class WorkloadEntry(Workload workload)
{
    /// <summary>The workload, its running revisions included.</summary>
    public Workload Workload { get; set; } = workload;

    /// <summary>Whether the object is gone and only its terminating pods remain: it is a client still, but has no policy.</summary>
    public bool Draining { get; set; }

    /// <summary>References that only running pods may still hold.</summary>
    public ValueList<Reference> Lingering { get; set; } = [];

    /// <summary>What the revisions' templates say, duplicates removed.</summary>
    public ValueList<Reference> References { get; set; } = [];

    /// <summary>The ConfigMaps (and Secrets) that the templates read.</summary>
    public ValueList<string> ConfigMaps { get; set; } = [];

    /// <summary>What became of <see cref="References"/> and then <see cref="Lingering"/>.</summary>
    public ValueList<ResolvedReference> Resolved { get; set; } = [];
}
