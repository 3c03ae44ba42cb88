using System.Text.Json.Nodes;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>The fields that an object sets.</summary>
internal sealed class FieldCollector
{
    private readonly FieldSet set = new();
    private readonly List<string> path = [];

    public static FieldSet Of(JsonNode? value, ValueSchema schema)
    {
        var collector = new FieldCollector();
        collector.Visit(value, schema);
        return collector.set;
    }

    private void Visit(JsonNode? value, ValueSchema schema)
    {
        switch (FieldShapes.Of(schema, value))
        {
            case FieldShape.Map when value is JsonObject map:
                foreach (var (name, entry) in map) Field(name, entry, schema);
                break;
            case FieldShape.List when value is JsonArray list:
                foreach (var item in list) Item(item, schema);
                break;
            case FieldShape.Leaf when path.Count > 0:
                set.Add(path);
                break;
        }
    }

    private void Field(string name, JsonNode? entry, ValueSchema schema)
    {
        path.Add(PathElements.Field(name));
        Visit(entry, FieldShapes.Field(schema, name));
        if (entry is null or JsonObject { Count: 0 } || !FieldShapes.Declares(schema, name)) set.Add(path);
        path.RemoveAt(path.Count - 1);
    }

    private void Item(JsonNode? item, ValueSchema schema)
    {
        if (PathElements.Item(schema, item) is not { } element) return;
        path.Add(element);
        Visit(item, schema.Item!);
        set.Add(path);
        path.RemoveAt(path.Count - 1);
    }
}
