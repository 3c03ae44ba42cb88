using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A ControllerRevision of a StatefulSet or a DaemonSet: a template that some pods may still run.</summary>
/// <param name="Name">Namespace and name; a StatefulSet's pods carry the name in <c>controller-revision-hash</c>.</param>
/// <param name="Controller">The workload, or null.</param>
/// <param name="Labels">Its labels; a DaemonSet's pods carry the value of <c>controller-revision-hash</c> among them.</param>
/// <param name="Revision">The number of the revision; it only grows.</param>
/// <param name="Template">The template, or null where <c>data</c> has none that we know.</param>
public sealed record RevisionTemplate(ObjectName Name, OwnerRef? Controller, Labels Labels, long Revision, PodTemplate? Template);
