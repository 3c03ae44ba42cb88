using System.Text;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.CustomResources;

/// <summary>The JSONPath of printer columns: fields, [index], [*] and filters such as [?(@.type=="Ready")].</summary>
internal static class JsonPath
{
    /// <summary>The first value at the path, or null.</summary>
    public static JsonNode? First(JsonNode root, string path)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (var step in Steps(path)) found = found.SelectMany(node => Take(node, step));
        return found.FirstOrDefault();
    }

    private static IEnumerable<string> Steps(string path)
    {
        var step = new StringBuilder();
        for (var index = 0; index < path.Length; index++)
        {
            if (path[index] == '\\' && index + 1 < path.Length) step.Append(path[++index]);
            else if (path[index] is '.' or '[')
            {
                if (step.Length > 0) yield return step.ToString();
                step.Clear();
                if (path[index] != '[') continue;
                var end = path.IndexOf(']', index);
                if (end < 0) yield break;
                yield return path[index..end];
                index = end;
            }
            else step.Append(path[index]);
        }
        if (step.Length > 0) yield return step.ToString();
    }

    private static IEnumerable<JsonNode?> Take(JsonNode? node, string step)
    {
        if (!step.StartsWith('[')) return node is JsonObject obj && obj.TryGetPropertyValue(step, out var value) ? [value] : [];
        if (node is not JsonArray list) return node is JsonObject map && map.TryGetPropertyValue(step[1..].Trim('\'', '"'), out var entry) ? [entry] : [];
        if (step == "[*") return list;
        if (step.StartsWith("[?(@.", StringComparison.Ordinal)) return list.Where(item => Passes(item, step[5..].TrimEnd(')')));
        return int.TryParse(step.AsSpan(1), out var index) && index < list.Count && index >= -list.Count ? [list[index < 0 ? index + list.Count : index]] : [];
    }

    private static bool Passes(JsonNode? item, string filter)
    {
        var (field, wanted, equal) = filter.Split("==", 2) is [var left, var right] ? (left, right, true)
            : filter.Split("!=", 2) is [var other, var not] ? (other, not, false) : (filter, "", false);
        var value = item is null ? null : First(item, "." + field.Trim());
        return (value?.AsText() ?? value?.ToJsonString()) == wanted.Trim().Trim('\'', '"') == equal;
    }
}
