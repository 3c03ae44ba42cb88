using System.Text.Json.Nodes;

namespace LocalKubernetes.Tables;

/// <summary>One column of a meta.k8s.io/v1 Table. Columns of a priority above 0 are shown by "-o wide" only.</summary>
/// <param name="Name">The heading; clients print it in capitals.</param>
/// <param name="Cell">The object's value in this column.</param>
internal sealed record Column(string Name, Func<Row, JsonNode?> Cell)
{
    /// <summary>An OpenAPI type: string, integer, boolean, number or date.</summary>
    public string Type { get; init; } = "string";

    public string Format { get; init; } = "";
    public string Description { get; init; } = "";
    public int Priority { get; init; }

    public static Column Named { get; } = new("Name", row => row.Object["metadata"]?["name"]?.DeepClone()) { Format = "name", Description = "Name must be unique within a namespace." };

    public static Column Age { get; } = new("Age", row => row.Age()) { Description = "The time since the object was created." };

    public static Column CreatedAt { get; } = new("Created At", row => row.Object["metadata"]?["creationTimestamp"]?.DeepClone()) { Type = "date", Description = "When the object was created." };

    public static Column Text(string name, Func<Row, string?> cell) => new(name, row => cell(row) ?? "");

    public static Column Number(string name, Func<Row, long> cell) => new(name, row => cell(row)) { Type = "integer" };

    public Column Wide() => this with { Priority = 1 };

    public JsonObject Definition() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Description,
        ["priority"] = Priority,
    };
}
