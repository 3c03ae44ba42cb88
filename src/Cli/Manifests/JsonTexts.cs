using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>Reads texts out of JSON of unknown shape.</summary>
internal static class JsonTexts
{
    /// <summary>The text of a field; null where it is missing, empty, or no text.</summary>
    public static string? Get(JsonObject? map, string key) =>
        map?[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
