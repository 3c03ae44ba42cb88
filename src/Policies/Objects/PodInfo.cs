using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>What the tracking of rollouts needs of a Pod.</summary>
/// <param name="Name">Namespace and name.</param>
/// <param name="Uid">The Pod's uid.</param>
/// <param name="Labels">All of its labels: generated ones tell the revision.</param>
/// <param name="Controller">The controlling owner, or null.</param>
/// <param name="Terminating">Whether it is being deleted; it still counts as running.</param>
/// <param name="Phase"><c>status.phase</c>, or null where only metadata was asked for.</param>
public sealed record PodInfo(ObjectName Name, string Uid, Labels Labels, OwnerRef? Controller, bool Terminating, string? Phase);
