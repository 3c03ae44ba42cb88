using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Protobuf;

/// <summary>Objects from their protobuf form, by the field numbers of the schema table.</summary>
internal static class ProtobufReader
{
    private const int MostDepth = 64;

    /// <exception cref="SchemaException">The bytes aren't a message of the type.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> message, TypeSchema type, int depth = 0)
    {
        var obj = new JsonObject();
        ReadInto(obj, message, type, depth);
        return obj;
    }

    private static void ReadInto(JsonObject obj, ReadOnlySpan<byte> message, TypeSchema type, int depth)
    {
        if (depth > MostDepth) throw new SchemaException("proto: exceeded max recursion depth");
        var wire = new WireReader(message);
        while (wire.Next())
        {
            if (type.Inlined.TryGetValue(wire.Field, out var inlined)) ReadInto(obj, wire.Part(), inlined, depth + 1);
            else if (type.Numbers.TryGetValue(wire.Field, out var field)) Field(obj, field, ref wire, depth);
            else wire.Skip();
        }
    }

    private static void Field(JsonObject obj, FieldSchema field, ref WireReader wire, int depth)
    {
        var schema = field.Value;
        if (schema is { Form: ValueForm.List, Wrapped: false })
        {
            var list = obj[field.Name] as JsonArray ?? [];
            list.Add(Value(schema.Item!, ref wire, depth));
            obj[field.Name] = list;
        }
        else if (schema.Form == ValueForm.Map) Entry(obj.Ensure(field.Name), schema.Item!, wire.Part(), depth);
        else obj[field.Name] = Value(schema, ref wire, depth);
    }

    private static void Entry(JsonObject map, ValueSchema schema, ReadOnlySpan<byte> entry, int depth)
    {
        var (key, value) = ("", (JsonNode?)null);
        var wire = new WireReader(entry);
        while (wire.Next())
        {
            if (wire.Field == 1) key = Encoding.UTF8.GetString(wire.Part());
            else if (wire.Field == 2) value = Value(schema, ref wire, depth);
            else wire.Skip();
        }
        map[key] = value ?? (schema.Form == ValueForm.Text ? "" : null);
    }

    private static JsonNode? Value(ValueSchema schema, ref WireReader wire, int depth) => schema.Form switch
    {
        ValueForm.Text => Encoding.UTF8.GetString(wire.Part()),
        ValueForm.Integer32 => (int)(long)wire.Varint(),
        ValueForm.Integer64 => (long)wire.Varint(),
        ValueForm.Flag => wire.Varint() != 0,
        ValueForm.Real => wire.Double(),
        ValueForm.Bytes => Convert.ToBase64String(wire.Part()),
        ValueForm.Time => Instant(wire.Part()) is { } time ? Meta.Timestamp(time) : null,
        ValueForm.MicroTime => Instant(wire.Part()) is { } time ? Meta.MicroTimestamp(time) : null,
        ValueForm.Duration => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{First(wire.Part()).Number / 1_000_000_000.0:0.#########}s"),
        ValueForm.Quantity => Quantity.Canonical(First(wire.Part()).Text) ?? "0",
        ValueForm.IntOrText => IntOrText(wire.Part()),
        ValueForm.Raw or ValueForm.Fields => Json(wire.Part()),
        ValueForm.List => Items(schema, wire.Part(), depth),
        _ => Read(wire.Part(), schema.Type!, depth + 1),
    };

    private static JsonArray Items(ValueSchema schema, ReadOnlySpan<byte> message, int depth)
    {
        var list = new JsonArray();
        var wire = new WireReader(message);
        while (wire.Next())
        {
            if (wire.Field == 1) list.Add(Value(schema.Item!, ref wire, depth));
            else wire.Skip();
        }
        return list;
    }

    private static DateTimeOffset? Instant(ReadOnlySpan<byte> message)
    {
        long seconds = 0, nanos = 0;
        var wire = new WireReader(message);
        while (wire.Next())
        {
            if (wire.Field == 1) seconds = (long)wire.Varint();
            else if (wire.Field == 2) nanos = (long)wire.Varint();
            else wire.Skip();
        }
        return seconds is 0 or < -62_135_596_799 or > 253_402_300_799 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100);
    }

    private static JsonNode IntOrText(ReadOnlySpan<byte> message)
    {
        var (isText, number, text) = (false, 0, "");
        var wire = new WireReader(message);
        while (wire.Next())
        {
            if (wire.Field == 1) isText = wire.Varint() == 1;
            else if (wire.Field == 2) number = (int)(long)wire.Varint();
            else if (wire.Field == 3) text = Encoding.UTF8.GetString(wire.Part());
            else wire.Skip();
        }
        return isText ? text : number;
    }

    private static (string Text, long Number) First(ReadOnlySpan<byte> message)
    {
        var wire = new WireReader(message);
        if (!wire.Next()) return ("0", 0);
        return wire.WireType == 2 ? (Encoding.UTF8.GetString(wire.Part()), 0) : ("0", (long)wire.Varint());
    }

    private static JsonNode? Json(ReadOnlySpan<byte> message)
    {
        var wire = new WireReader(message);
        if (!wire.Next()) return null;
        try
        {
            return JsonText.Parse(wire.Part());
        }
        catch (JsonException broken)
        {
            throw new SchemaException(broken.Message);
        }
    }
}
