using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>The elements of paths in field sets: how they are made and how error messages show them.</summary>
internal static class PathElements
{
    public static string Field(string name) => "f:" + name;

    /// <summary>The element of a list's item, or null when it can have none.</summary>
    public static string? Item(ValueSchema list, JsonNode? item)
    {
        if (list.ListType == ListType.Set) return item is JsonValue value ? "v:" + JsonText.ToText(value) : null;
        if (item is not JsonObject fields) return null;
        var key = new JsonObject();
        foreach (var name in list.Keys.Order(StringComparer.Ordinal))
            if ((fields[name] ?? list.Item?.Type?.Find(name)?.Default) is { } part) key[name] = part.DeepClone();
        return key.Count == 0 ? null : "k:" + JsonText.ToText(key);
    }

    /// <summary>As conflicts name it: .spec.template.spec.containers[name="main"].image</summary>
    public static string Show(IEnumerable<string> path) => string.Concat(path.Select(element => element[0] switch
    {
        'f' => "." + element[2..],
        'v' => $"[={element[2..]}]",
        'k' => $"[{string.Join(',', ((JsonObject)JsonNode.Parse(element.AsSpan(2).ToString())!).Select(pair => $"{pair.Key}={JsonText.ToText(pair.Value!)}"))}]",
        _ => $"[{element[2..]}]",
    }));
}
