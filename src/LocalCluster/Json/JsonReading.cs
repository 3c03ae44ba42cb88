using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalKubernetes.Json;

/// <summary>Reads a request's JSON as Go does: a field named twice has its last value, and is remembered.</summary>
internal ref struct JsonReading(ReadOnlySpan<byte> utf8)
{
    private static readonly JsonReaderOptions Bounded = new() { MaxDepth = 512 };
    private readonly HashSet<string> duplicates = new(StringComparer.Ordinal);
    private Utf8JsonReader reader = new(utf8, Bounded);

    /// <exception cref="JsonException">The text isn't JSON, or is nested too deeply.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, out IReadOnlySet<string> duplicates)
    {
        var reading = new JsonReading(utf8);
        reading.reader.Read();
        var node = reading.Value("");
        if (reading.reader.Read()) throw new JsonException("invalid character after top-level value");
        duplicates = reading.duplicates;
        return node;
    }

    private JsonNode? Value(string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(path);
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Value($"{path}[{list.Count}]"));
                return list;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? JsonValue.Create(whole) : JsonValue.Create(reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }

    private JsonObject Object(string path)
    {
        var obj = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            reader.Read();
            if (obj.ContainsKey(name)) duplicates.Add(at);
            obj[name] = Value(at);
        }
        return obj;
    }
}
