namespace NetpolOrleans.Policies.Objects;

/// <summary>Names one workload; printed, and parsed, as <c>namespace/Kind/name</c>. It is also the workload grain's key.</summary>
public readonly record struct WorkloadKey(string Namespace, string Kind, string Name) : IComparable<WorkloadKey>
{
    /// <summary>The key that <see cref="ToString"/> printed, or null where the text has not three parts.</summary>
    public static WorkloadKey? Parse(string text) => text.Split('/') is [{ Length: > 0 } ns, { Length: > 0 } kind, { Length: > 0 } name]
        ? new(ns, kind, name)
        : null;

    /// <summary>The object's kind: <see cref="Kind"/> without the group that some kinds carry (<see cref="ManagedKind"/>).</summary>
    public string ObjectKind => Kind.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? Kind[..dot] : Kind;

    /// <summary>By namespace, kind and name, all ordinal.</summary>
    public int CompareTo(WorkloadKey other)
    {
        if (string.CompareOrdinal(Namespace, other.Namespace) is var byNamespace and not 0) return byNamespace;
        return string.CompareOrdinal(Kind, other.Kind) is var byKind and not 0 ? byKind : string.CompareOrdinal(Name, other.Name);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Kind}/{Name}";
}
