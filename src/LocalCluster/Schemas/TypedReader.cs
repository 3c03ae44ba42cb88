using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Schemas;

/// <summary>
/// Reads an object as its type, in place: unknown fields and nulls go, quantities and times take their canonical form.
/// Custom resources are read leniently: their values are judged by validation.
/// </summary>
internal sealed class TypedReader(FieldProblems problems, bool lenient = false)
{
    private const string QuantityAdvice = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    /// <exception cref="SchemaException">A value has the wrong type.</exception>
    public void Read(JsonObject obj, TypeSchema type) => Fields(obj, type, "", "");

    private void Fields(JsonObject obj, TypeSchema type, string path, string goPath)
    {
        foreach (var (name, value) in obj.ToList())
        {
            if (path.Length == 0 && name is "apiVersion" or "kind" && type.Kind is not null) continue;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (type.Find(name) is not { } field)
            {
                if (type.KeepsUnknown) continue;
                problems.Unknown(at);
                obj.Remove(name);
                continue;
            }
            problems.Visit(at);
            if (value is null)
            {
                if (!lenient) obj.Remove(name);
                continue;
            }
            var inGo = new Place(type.LocalName, goPath.Length == 0 ? name : $"{goPath}.{name}");
            var read = Value(value, field.Value, at, inGo);
            if (!ReferenceEquals(read, value)) obj[name] = read;
        }
    }

    private JsonNode? Value(JsonNode value, ValueSchema schema, string path, Place place)
    {
        switch (schema.Form)
        {
            case ValueForm.Object when value is JsonObject nested:
                Fields(nested, schema.Type!, path, place.Path);
                return value;
            case ValueForm.List when value is JsonArray list:
                for (var index = 0; index < list.Count; index++)
                    if (list[index] is { } item && Value(item, schema.Item!, $"{path}[{index}]", place) is var read && !ReferenceEquals(read, item)) list[index] = read;
                return value;
            case ValueForm.Map when value is JsonObject map:
                foreach (var (name, entry) in map.ToList())
                    if (entry is not null && Value(entry, schema.Item!, $"{path}.{name}", place) is var read && !ReferenceEquals(read, entry)) map[name] = read;
                return value;
            case ValueForm.Raw or ValueForm.Fields:
                return value;
        }
        return lenient ? value : Scalar(value, schema, place);
    }

    private static JsonNode? Scalar(JsonNode value, ValueSchema schema, Place place)
    {
        var kind = value.GetValueKind();
        return schema.Form switch
        {
            ValueForm.Text when kind == JsonValueKind.String => value,
            ValueForm.Integer32 when value.AsNumber() is >= int.MinValue and <= int.MaxValue => value,
            ValueForm.Integer64 when value.AsNumber() is not null => value,
            ValueForm.Real when kind == JsonValueKind.Number => value,
            ValueForm.Flag when kind is JsonValueKind.True or JsonValueKind.False => value,
            ValueForm.Duration when kind == JsonValueKind.String => value,
            ValueForm.IntOrText when kind == JsonValueKind.String || value.AsNumber() is >= int.MinValue and <= int.MaxValue => value,
            ValueForm.Quantity when kind is JsonValueKind.String or JsonValueKind.Number => Canonical(value, Quantity.Canonical(value.ToString()) ?? throw new SchemaException(QuantityAdvice)),
            ValueForm.Bytes when kind == JsonValueKind.String => Base64(value),
            ValueForm.Time or ValueForm.MicroTime when kind == JsonValueKind.String => Time(value, schema.Form == ValueForm.MicroTime),
            _ => throw place.Refuse(value, schema),
        };
    }

    private static JsonNode? Base64(JsonNode value)
    {
        var text = value.GetValue<string>();
        if (Convert.TryFromBase64String(text, new byte[text.Length], out _)) return value;
        var at = text.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=').Count();
        throw new SchemaException($"illegal base64 data at input byte {at}");
    }

    private static JsonNode? Time(JsonNode value, bool micro)
    {
        var text = value.GetValue<string>();
        if (text.Length == 0) return null;
        var layout = micro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
        if (text.Length < 20 || text[10] is not 'T' || Meta.Instant(text) is not { } instant)
            throw new SchemaException($"parsing time \"{text}\" as \"{layout}\": cannot parse \"{text}\" as \"2006\"");
        return Canonical(value, micro ? Meta.MicroTimestamp(instant) : Meta.Timestamp(instant));
    }

    private static JsonNode Canonical(JsonNode value, string text) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text ? value : text;

    /// <summary>Where a value stands in Go's eyes: the struct and the path without indexes.</summary>
    private readonly record struct Place(string Struct, string Path)
    {
        public SchemaException Refuse(JsonNode value, ValueSchema schema)
        {
            var got = value.GetValueKind() switch
            {
                JsonValueKind.Object => "object",
                JsonValueKind.Array => "array",
                JsonValueKind.String => "string",
                JsonValueKind.Number when value.AsNumber() is null || schema.Form is ValueForm.Integer32 or ValueForm.Integer64 => $"number {value}",
                JsonValueKind.Number => "number",
                _ => "bool",
            };
            var wanted = schema.Form switch
            {
                ValueForm.IntOrText => "int32",
                ValueForm.Bytes => "[]uint8",
                ValueForm.Time or ValueForm.MicroTime or ValueForm.Duration => "string",
                _ => schema.GoType,
            };
            return new SchemaException($"json: cannot unmarshal {got} into Go struct field {Struct}.{Path} of type {wanted}");
        }
    }
}
