using System.Text.Json.Nodes;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>What a write added, modified and removed, by field.</summary>
internal sealed class FieldComparison
{
    private readonly List<string> path = [];

    public FieldSet Added { get; } = new();
    public FieldSet Modified { get; } = new();
    public FieldSet Removed { get; } = new();

    public static FieldComparison Between(JsonObject before, JsonObject after, ValueSchema schema)
    {
        var comparison = new FieldComparison();
        comparison.Fields(before, after, schema);
        return comparison;
    }

    private void Visit(bool had, JsonNode? before, bool has, JsonNode? after, ValueSchema schema)
    {
        if (had && has && JsonNode.DeepEquals(before, after)) return;
        var shape = FieldShapes.Of(schema, after ?? before);
        if (shape == FieldShape.Leaf || FieldShapes.IsEmpty(before) && FieldShapes.IsEmpty(after)) Leaf(had, has);
        else
        {
            if (shape == FieldShape.Map) Fields(before as JsonObject, after as JsonObject, schema);
            else Items(before as JsonArray ?? [], after as JsonArray ?? [], schema);
            if (!had) Added.Add(path);
            else if (!has) Removed.Add(path);
        }
    }

    private void Leaf(bool had, bool has)
    {
        if (!had) Added.Add(path);
        else if (!has) Removed.Add(path);
        else Modified.Add(path);
    }

    private void Fields(JsonObject? before, JsonObject? after, ValueSchema schema)
    {
        foreach (var (name, value) in before ?? [])
        {
            JsonNode? next = null;
            var has = after?.TryGetPropertyValue(name, out next) ?? false;
            Step(PathElements.Field(name), true, value, has, next, FieldShapes.Field(schema, name));
        }
        foreach (var (name, value) in after ?? [])
            if (before?.ContainsKey(name) != true) Step(PathElements.Field(name), false, null, true, value, FieldShapes.Field(schema, name));
    }

    private void Items(JsonArray before, JsonArray after, ValueSchema schema)
    {
        var (old, now) = (ByElement(before, schema), ByElement(after, schema));
        foreach (var (element, value) in old)
        {
            var has = now.TryGetValue(element, out var next);
            Step(element, true, value, has, next, schema.Item!);
        }
        foreach (var (element, value) in now)
            if (!old.ContainsKey(element)) Step(element, false, null, true, value, schema.Item!);
    }

    private void Step(string element, bool had, JsonNode? before, bool has, JsonNode? after, ValueSchema schema)
    {
        path.Add(element);
        Visit(had, before, has, after, schema);
        path.RemoveAt(path.Count - 1);
    }

    private static Dictionary<string, JsonNode?> ByElement(JsonArray list, ValueSchema schema)
    {
        var items = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in list)
            if (PathElements.Item(schema, item) is { } element) items.TryAdd(element, item);
        return items;
    }
}
