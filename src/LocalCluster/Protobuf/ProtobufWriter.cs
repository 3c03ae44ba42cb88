using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Protobuf;

/// <summary>Objects in their protobuf form, by the field numbers of the schema table.</summary>
internal static class ProtobufWriter
{
    public static ReadOnlyMemory<byte> Write(JsonObject obj, TypeSchema type)
    {
        var wire = new WireWriter();
        foreach (var (number, field) in type.Numbers)
            if (obj[field.Name] is { } value) Field(wire, number, value, field.Value);
        foreach (var (number, inlined) in type.Inlined)
            if (inlined.Fields.Any(field => obj[field.Name] is not null)) wire.Part(number, Write(obj, inlined).Span);
        return wire.Written;
    }

    private static void Field(WireWriter wire, int number, JsonNode value, ValueSchema schema)
    {
        switch (schema.Form)
        {
            case ValueForm.List when schema.Wrapped:
                var wrapped = new WireWriter();
                foreach (var item in value.AsArray()) Value(wrapped, 1, item!, schema.Item!);
                wire.Part(number, wrapped.Written.Span);
                break;
            case ValueForm.List:
                foreach (var item in value.AsArray())
                    if (item is not null) Value(wire, number, item, schema.Item!);
                break;
            case ValueForm.Map:
                foreach (var (key, entry) in value.AsObject()) wire.Part(number, Entry(key, entry, schema.Item!).Span);
                break;
            default:
                Value(wire, number, value, schema);
                break;
        }
    }

    private static ReadOnlyMemory<byte> Entry(string key, JsonNode? value, ValueSchema schema)
    {
        var wire = new WireWriter();
        wire.Text(1, key);
        if (value is not null) Field(wire, 2, value, schema);
        return wire.Written;
    }

    private static void Value(WireWriter wire, int number, JsonNode value, ValueSchema schema)
    {
        switch (schema.Form)
        {
            case ValueForm.Text:
                wire.Text(number, value.ToString());
                break;
            case ValueForm.Integer32 or ValueForm.Integer64:
                wire.Number(number, value.AsNumber() ?? 0);
                break;
            case ValueForm.Flag:
                wire.Number(number, value.GetValue<bool>() ? 1 : 0);
                break;
            case ValueForm.Real:
                wire.Real(number, double.Parse(value.ToString(), CultureInfo.InvariantCulture));
                break;
            case ValueForm.Bytes:
                wire.Part(number, Convert.FromBase64String(value.ToString()));
                break;
            default:
                wire.Part(number, Message(value, schema).Span);
                break;
        }
    }

    private static ReadOnlyMemory<byte> Message(JsonNode value, ValueSchema schema)
    {
        if (schema.Form == ValueForm.Object) return Write(value.AsObject(), schema.Type!);
        var wire = new WireWriter();
        switch (schema.Form)
        {
            case ValueForm.Time or ValueForm.MicroTime when Meta.Instant(value.AsText()) is { } instant:
                wire.Number(1, instant.ToUnixTimeSeconds());
                if (schema.Form == ValueForm.MicroTime) wire.Number(2, instant.Ticks % TimeSpan.TicksPerSecond * 100);
                break;
            case ValueForm.Quantity:
                wire.Text(1, value.ToString());
                break;
            case ValueForm.IntOrText when value.AsText() is { } text:
                wire.Number(1, 1);
                wire.Text(3, text);
                break;
            case ValueForm.IntOrText:
                wire.Number(2, value.AsNumber() ?? 0);
                break;
            case ValueForm.Raw or ValueForm.Fields:
                wire.Part(1, JsonText.ToUtf8(value));
                break;
        }
        return wire.Written;
    }
}
