using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Patching;

/// <summary>RFC 6902: operations by JSON pointer, all or nothing.</summary>
internal static class JsonPatch
{
    /// <exception cref="ApiException">422: an operation cannot be carried out.</exception>
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        JsonNode? root = target;
        foreach (var operation in operations.OfType<JsonObject>()) root = Step(root, operation);
        return root as JsonObject ?? throw Refused();
    }

    private static JsonNode? Step(JsonNode? root, JsonObject operation)
    {
        var path = operation.Text("path") ?? throw Refused();
        var value = operation["value"]?.DeepClone();
        switch (operation.Text("op"))
        {
            case "add":
                return Add(root, path, value);
            case "remove":
                return Remove(root, path);
            case "replace":
                Find(root, path);
                return Add(Remove(root, path), path, value);
            case "copy":
                return Add(root, path, Find(root, operation.Text("from") ?? "")?.DeepClone());
            case "move":
                var moved = Find(root, operation.Text("from") ?? "")?.DeepClone();
                return Add(Remove(root, operation.Text("from") ?? ""), path, moved);
            case "test":
                if (!JsonNode.DeepEquals(Find(root, path), value)) throw Refused();
                return root;
            default:
                throw Refused();
        }
    }

    private static JsonNode? Add(JsonNode? root, string path, JsonNode? value)
    {
        if (path.Length == 0) return value;
        var (parent, last) = ParentOf(root, path);
        if (parent is JsonObject map) map[last] = value;
        else if (parent is JsonArray list && last == "-") list.Add(value);
        else if (parent is JsonArray items && int.TryParse(last, out var index) && index >= 0 && index <= items.Count) items.Insert(index, value);
        else throw Refused();
        return root;
    }

    private static JsonNode? Remove(JsonNode? root, string path)
    {
        if (path.Length == 0) return null;
        var (parent, last) = ParentOf(root, path);
        if (parent is JsonObject map && map.Remove(last)) return root;
        if (parent is not JsonArray list || !int.TryParse(last, out var index) || index < 0 || index >= list.Count) throw Refused();
        list.RemoveAt(index);
        return root;
    }

    private static JsonNode? Find(JsonNode? root, string path)
    {
        if (path.Length == 0) return root;
        var (parent, last) = ParentOf(root, path);
        if (parent is JsonObject map && map.TryGetPropertyValue(last, out var value)) return value;
        if (parent is JsonArray list && int.TryParse(last, out var index) && index >= 0 && index < list.Count) return list[index];
        throw Refused();
    }

    private static (JsonNode? Parent, string Last) ParentOf(JsonNode? root, string path)
    {
        var parts = path.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        if (parts.Count == 0) throw Refused();
        foreach (var part in parts.SkipLast(1))
            root = root switch
            {
                JsonObject map => map[part],
                JsonArray list when int.TryParse(part, out var index) && index >= 0 && index < list.Count => list[index],
                _ => throw Refused(),
            };
        return (root, parts[^1]);
    }

    private static ApiException Refused() => ApiErrors.Of(422, "Invalid", "the server rejected our request due to an error in our request", []);
}
