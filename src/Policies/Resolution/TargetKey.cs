using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>Names something that clients refer to; its namespace tells which shard answers for it.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">Namespace and name; a workload's name is <c>Kind/name</c>, a namespace's own name stands in both places.</param>
public readonly record struct TargetKey(TargetKind Kind, ObjectName Name) : IComparable<TargetKey>
{
    /// <summary>A Service.</summary>
    public static TargetKey Service(ObjectName name) => new(TargetKind.Service, name);

    /// <summary>By kind, namespace and name.</summary>
    public int CompareTo(TargetKey other) =>
        Kind.CompareTo(other.Kind) is var byKind and not 0 ? byKind : Name.CompareTo(other.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}";
}
