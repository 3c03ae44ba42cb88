namespace LocalKubernetes.Schemas;

/// <summary>The type of a field, of a list's items or of a map's values.</summary>
internal sealed class ValueSchema
{
    public required ValueForm Form { get; init; }

    /// <summary>As error messages name it: "int32", "v1.PodSpec", "[]v1.Container".</summary>
    public required string GoType { get; init; }

    /// <summary>A pointer in Go: its zero value is kept and told apart from absence.</summary>
    public bool Pointer { get; init; }

    /// <summary>The type of a list's items or a map's values.</summary>
    public ValueSchema? Item { get; init; }

    /// <summary>The fields of an object.</summary>
    public TypeSchema? Type { get; init; }

    public ListType ListType { get; init; }

    /// <summary>The fields that tell the items of a <see cref="ListType.Map"/> apart.</summary>
    public string[] Keys { get; init; } = [];

    /// <summary>One applier owns the whole object or map.</summary>
    public bool Atomic { get; init; }

    /// <summary>A named list type: protobuf wraps it in a message whose field 1 repeats.</summary>
    public bool Wrapped { get; init; }

    /// <summary>What nothing is known of: maps merge, lists are atomic.</summary>
    public static ValueSchema Deduced { get; } = new() { Form = ValueForm.Raw, GoType = "interface {}" };

    public bool IsAtomic => Atomic || (Type?.Atomic ?? false);
}
