using System.Text.Json.Nodes;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>Takes fields out of an object: what an applier no longer applies and nobody else holds.</summary>
internal static class FieldRemoval
{
    /// <summary>The merged object without the fields that its applier dropped.</summary>
    /// <param name="merged">The live object with the new configuration laid over it.</param>
    /// <param name="before">What the applier owned until now.</param>
    /// <param name="owned">What all managers own now, the applier's new fields included.</param>
    /// <param name="schema">The object's schema.</param>
    public static JsonObject Prune(JsonObject merged, FieldSet before, FieldSet owned, ValueSchema schema)
    {
        if (before.IsEmpty) return merged;
        var mergedSet = WithNamedFields(FieldCollector.Of(merged, schema), schema);
        var removed = (JsonObject)Without(merged, WithNamedFields(before, schema), schema)!;
        var kept = WithNamedFields(FieldCollector.Of(removed, schema), schema);
        var withOwned = (JsonObject)Without(merged, mergedSet.Except(kept.Union(WithNamedFields(owned, schema))), schema)!;
        kept = WithNamedFields(FieldCollector.Of(withOwned, schema), schema);
        return (JsonObject)Without(merged, mergedSet.Except(kept).Intersect(WithNamedFields(before, schema)), schema)!;
    }

    private static JsonNode? Without(JsonNode? value, FieldSet gone, ValueSchema schema) => (FieldShapes.Of(schema, value), value) switch
    {
        (FieldShape.Map, JsonObject map) => Fields(map, gone, schema),
        (FieldShape.List, JsonArray list) => Items(list, gone, schema),
        _ => value?.DeepClone(),
    };

    private static JsonObject Fields(JsonObject map, FieldSet gone, ValueSchema schema)
    {
        var rest = new JsonObject();
        foreach (var (name, value) in map)
        {
            var element = PathElements.Field(name);
            if (gone.Has(element)) continue;
            var below = gone.Below(element);
            rest[name] = below.IsEmpty ? value?.DeepClone() : Without(value, below, FieldShapes.Field(schema, name));
        }
        return rest;
    }

    private static JsonArray Items(JsonArray list, FieldSet gone, ValueSchema schema)
    {
        var rest = new JsonArray();
        foreach (var item in list)
        {
            var element = PathElements.Item(schema, item);
            if (element is not null && gone.Has(element)) continue;
            var below = element is null ? new FieldSet() : gone.Below(element);
            rest.Add(below.IsEmpty ? item?.DeepClone() : Without(item, below, schema.Item!));
        }
        return rest;
    }

    // A declared field counts as a member when anything below it is one.
    private static FieldSet WithNamedFields(FieldSet set, ValueSchema schema)
    {
        var result = new FieldSet();
        foreach (var element in set.Elements)
        {
            var below = set.Below(element);
            var named = !below.IsEmpty && element[0] == 'f' && FieldShapes.Declares(schema, element[2..]);
            var inner = element[0] == 'f' ? FieldShapes.Field(schema, element[2..]) : schema.Item ?? ValueSchema.Deduced;
            result.Put(element, set.Has(element) || named, below.IsEmpty ? below : WithNamedFields(below, inner));
        }
        return result;
    }
}
