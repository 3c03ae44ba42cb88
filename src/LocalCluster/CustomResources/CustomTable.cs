using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Tables;

namespace LocalKubernetes.CustomResources;

/// <summary>The table of a custom resource: its printer columns, or its age.</summary>
internal static class CustomTable
{
    public static TableLayout Of(JsonObject version)
    {
        var columns = version.Objects("additionalPrinterColumns").Select(ColumnOf).ToList();
        if (columns.Count == 0) columns.Add(Column.Age with { Type = "date" });
        return new TableLayout([Column.Named, .. columns]);
    }

    private static Column ColumnOf(JsonObject column)
    {
        var (path, type) = (column.Text("jsonPath") ?? "", column.Text("type") ?? "string");
        return new Column(column.Text("name") ?? "", row => Cell(JsonPath.First(row.Object, path), type, row))
        {
            Type = type,
            Format = column.Text("format") ?? "",
            Description = column.Text("description") ?? $"Custom resource definition column (in JSONPath format): {path}",
            Priority = (int)(column.Number("priority") ?? 0),
        };
    }

    private static JsonNode? Cell(JsonNode? value, string type, Row row) => (type, value) switch
    {
        (_, null) => type == "date" ? "<unknown>" : null,
        ("date", _) => row.Since(value.AsText()),
        ("integer", _) => value.AsNumber() is { } number ? number : null,
        ("boolean", _) => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.DeepClone() : null,
        ("number", _) => value.GetValueKind() == JsonValueKind.Number ? value.DeepClone() : null,
        _ => value.AsText() ?? JsonText.ToText(value),
    };
}
