using System.Text.Json.Nodes;

namespace LocalKubernetes.Schemas;

/// <summary>One field of a type.</summary>
internal sealed class FieldSchema
{
    public required string Name { get; init; }

    /// <summary>The protobuf field number; 0 where the type has no protobuf form.</summary>
    public int Number { get; init; }

    public required ValueSchema Value { get; init; }

    /// <summary>The field is written even when it is empty.</summary>
    public bool Always { get; init; }

    public bool Required { get; init; }

    /// <summary>Strategic merge patches merge this list: by this field, or as a set when the name is empty.</summary>
    public string? MergeKey { get; init; }

    public JsonNode? Default { get; init; }

    public string[] Enum { get; init; } = [];
}
