using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Revisions;

/// <summary>A running revision whose template is not known: somebody has to read it.</summary>
/// <param name="Workload">The workload whose pods run it.</param>
/// <param name="Revision">The revision, as <see cref="PodRevision.Of"/> names it.</param>
/// <param name="Pod">One of its pods.</param>
/// <param name="Controller">What controls that pod: a ReplicaSet, or the workload itself.</param>
public sealed record RevisionQuery(WorkloadKey Workload, string Revision, ObjectName Pod, OwnerRef Controller);
