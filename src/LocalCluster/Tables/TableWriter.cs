using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Objects as a meta.k8s.io/v1 Table. A row carries what <c>include</c> says of its object: "None", "Object" or else its metadata.</summary>
internal sealed class TableWriter(ResourceKind kind, string? include, DateTimeOffset now)
{
    private readonly TableLayout layout = TableLayouts.Of(kind);

    public JsonObject Of(JsonObject obj, bool withColumns = true) =>
        Of(new JsonObject { ["resourceVersion"] = obj.Metadata().Text("resourceVersion") }, new JsonArray(Row(obj)), withColumns);

    public JsonObject Of(JsonObject listMetadata, JsonArray rows, bool withColumns = true) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = listMetadata,
        ["columnDefinitions"] = withColumns ? layout.Definitions() : null,
        ["rows"] = rows,
    };

    public JsonObject Row(JsonObject obj)
    {
        var source = new Row(obj, now);
        var row = new JsonObject { ["cells"] = layout.Cells(source) };
        if (layout.Conditions(source) is { } conditions) row["conditions"] = conditions;
        row["object"] = include switch
        {
            "None" => null,
            "Object" => obj,
            _ => new JsonObject { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = obj["metadata"]?.DeepClone() },
        };
        return row;
    }
}
