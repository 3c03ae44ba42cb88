using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.CustomResources;

/// <summary>Fills the defaults of a structural schema; nulls go where the schema doesn't allow them.</summary>
internal static class SchemaDefaults
{
    public static void Fill(JsonNode? value, JsonObject? schema)
    {
        if (schema is null) return;
        if (value is JsonArray list)
        {
            foreach (var item in list) Fill(item, schema.Object("items"));
            return;
        }
        if (value is not JsonObject obj) return;
        foreach (var (name, property) in schema.Object("properties") ?? [])
        {
            if (obj.TryGetPropertyValue(name, out var current) && current is null && !property.Flag("nullable")) obj.Remove(name);
            if (!obj.ContainsKey(name) && property is JsonObject declared && declared["default"] is { } fallback) obj[name] = fallback.DeepClone();
            Fill(obj[name], property as JsonObject);
        }
        if (schema.Object("additionalProperties") is { } values)
            foreach (var (_, entry) in obj) Fill(entry, values);
    }
}
