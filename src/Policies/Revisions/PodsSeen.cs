using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>What a look at a namespace's pods told.</summary>
/// <param name="Changed">Workloads whose running revisions, or what lingers for them, changed; completed.</param>
/// <param name="Drained">Deleted workloads of which no pod is left, or that had their time.</param>
/// <param name="Queries">Revisions whose templates have to be read before anything is closed.</param>
public sealed record PodsSeen(ValueList<Workload> Changed, ValueList<WorkloadKey> Drained, ValueList<RevisionQuery> Queries);
