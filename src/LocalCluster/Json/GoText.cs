using System.Text.Json.Nodes;

namespace LocalKubernetes.Json;

/// <summary>Values as Go's %v prints them: map[a:1 b:[x y]]. Some of a real server's messages hold them.</summary>
internal static class GoText
{
    public static string Of(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject map => $"map[{string.Join(' ', map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{Of(pair.Value)}"))}]",
        JsonArray list => $"[{string.Join(' ', list.Select(Of))}]",
        _ => value.ToString(),
    };
}
