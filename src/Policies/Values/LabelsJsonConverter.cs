using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Values;

/// <summary><see cref="Labels"/> are a JSON object of strings.</summary>
public sealed class LabelsJsonConverter : JsonConverter<Labels>
{
    /// <inheritdoc/>
    public override Labels Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Labels.From(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Labels value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, text) in value) writer.WriteString(key, text);
        writer.WriteEndObject();
    }
}
