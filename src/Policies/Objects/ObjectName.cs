namespace NetpolOrleans.Policies.Objects;

/// <summary>The name of a namespaced object of a kind that the context tells; printed as <c>namespace/name</c>.</summary>
public readonly record struct ObjectName(string Namespace, string Name) : IComparable<ObjectName>
{
    /// <summary>By namespace, then by name, both ordinal.</summary>
    public int CompareTo(ObjectName other) =>
        string.CompareOrdinal(Namespace, other.Namespace) is var order and not 0 ? order : string.CompareOrdinal(Name, other.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Name}";
}
