using System.Text.Json.Nodes;

namespace LocalKubernetes.Json;

/// <summary>Reads that answer null for what is absent or of another type, as Go's zero values do.</summary>
internal static class JsonObjectExtensions
{
    public static JsonObject? Object(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    public static JsonArray? Array(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonArray;

    public static string? Text(this JsonNode? node, string name) => (node as JsonObject)?[name].AsText();

    public static long? Number(this JsonNode? node, string name) => (node as JsonObject)?[name].AsNumber();

    public static bool Flag(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }

    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static long? AsNumber(this JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out long wide) => wide,
        JsonValue value when value.TryGetValue(out int narrow) => narrow,
        JsonValue value when value.TryGetValue(out double real) && real == Math.Floor(real) => (long)real,
        _ => null,
    };

    /// <summary>The objects of a list; entries of another type are skipped.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node, string name) =>
        node.Array(name)?.OfType<JsonObject>() ?? [];

    public static IEnumerable<string> Texts(this JsonNode? node, string name) =>
        node.Array(name)?.Select(AsText).OfType<string>() ?? [];

    /// <summary>The object under the name, added when absent.</summary>
    public static JsonObject Ensure(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject child) return child;
        child = [];
        parent[name] = child;
        return child;
    }

    /// <summary>Sets the field when it is absent or null.</summary>
    public static void Default(this JsonObject parent, string name, JsonNode? value)
    {
        if (parent[name] is null) parent[name] = value;
    }

    public static void RemoveEmpty(this JsonObject parent, string name)
    {
        if (parent[name] is null or JsonObject { Count: 0 } or JsonArray { Count: 0 }) parent.Remove(name);
    }

    public static Dictionary<string, string> TextMap(this JsonNode? node, string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Object(name) ?? [])
            if (value.AsText() is { } text) map[key] = text;
        return map;
    }

    public static JsonObject Copy(this JsonObject source) => (JsonObject)source.DeepClone();

    public static JsonArray ToJsonArray(this IEnumerable<string> items) => [.. items.Select(item => (JsonNode?)item)];
}
