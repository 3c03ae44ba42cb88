using System.Text;
using System.Text.Json.Nodes;
using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Output;

/// <summary>Writes JSON as YAML in block style: equal values give equal bytes, and every reader of YAML 1.1 or 1.2 reads them back.</summary>
internal static class YamlWriter
{
    /// <summary>One document, without a separator, ending in a line break.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        WriteBlock(text, node, 0);
        return text.ToString();
    }

    private static void WriteBlock(StringBuilder text, JsonNode? node, int indent)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map: WriteMap(text, map, indent, isItem: false); break;
            case JsonArray { Count: > 0 } list: WriteList(text, list, indent); break;
            default: text.Append(Inline(node)).Append('\n'); break;
        }
    }

    private static void WriteMap(StringBuilder text, JsonObject map, int indent, bool isItem)
    {
        var isFirst = isItem; // an item's first key stands behind its dash
        foreach (var (key, value) in map)
        {
            if (!isFirst) text.Append(' ', indent);
            isFirst = false;
            text.Append(Scalar(key)).Append(':');
            WriteValue(text, value, indent);
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                WriteMap(text, map, indent + 2, isItem: false);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                WriteList(text, list, indent);
                break;
            default:
                text.Append(' ').Append(Inline(value)).Append('\n');
                break;
        }
    }

    private static void WriteList(StringBuilder text, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            text.Append(' ', indent).Append("- ");
            if (item is JsonObject { Count: > 0 } map) WriteMap(text, map, indent + 2, isItem: true);
            else text.Append(Inline(item)).Append('\n');
        }
    }

    private static string Inline(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject { Count: 0 } => "{}",
        JsonValue value when value.TryGetValue<string>(out var text) => Scalar(text),
        _ => node.ToJsonString(), // numbers, Booleans, and nested lists: JSON is YAML
    };

    /// <summary>Plain where every reader takes the text for itself, else in double quotes.</summary>
    private static string Scalar(string text) => IsPlain(text) ? text : JsonValue.Create(text).ToJsonString(JsonText.Relaxed);

    private static bool IsPlain(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] is '/' or '_' || char.IsAsciiDigit(text[0]))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '_' or '-' or '+' or '=' or ',' or '(' or ')')
        && text is not ("y" or "Y" or "n" or "N") // Booleans to kubectl
        && YamlScalar.Resolve(text) is { } value && value.TryGetValue<string>(out _)
        && !LooksLikeDate(text);

    private static bool LooksLikeDate(string text) => text.Length >= 8 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && text[4] == '-';
}
