using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalKubernetes.Schemas;

/// <summary>
/// Gives an object the shape in which a server writes it: empty optional fields go, fields that are always written
/// appear with their zero value, as Go's structs do it.
/// </summary>
internal static class TypedShape
{
    public static void Complete(JsonObject obj, TypeSchema type)
    {
        foreach (var field in type.Fields)
        {
            if (obj.TryGetPropertyValue(field.Name, out var value) && value is not null) Existing(obj, field, value);
            else Absent(obj, field);
        }
        FieldOrder.Restore(obj, type);
    }

    private static void Existing(JsonObject obj, FieldSchema field, JsonNode value)
    {
        Nested(value, field.Value);
        if (!field.Always && !field.Value.Pointer && IsZero(value, field.Value.Form)) obj.Remove(field.Name);
    }

    private static void Nested(JsonNode value, ValueSchema schema)
    {
        if (schema.Form == ValueForm.Object && value is JsonObject nested) Complete(nested, schema.Type!);
        else if (schema.Form == ValueForm.List && value is JsonArray items && schema.Item!.Form == ValueForm.Object)
        {
            foreach (var item in items)
                if (item is not null) Nested(item, schema.Item);
        }
        else if (schema.Form == ValueForm.Map && value is JsonObject map && schema.Item!.Form == ValueForm.Object)
        {
            foreach (var (_, entry) in map)
                if (entry is not null) Nested(entry, schema.Item);
            FieldOrder.Sort(map);
        }
        else if (schema.Form == ValueForm.Map && value is JsonObject plain) FieldOrder.Sort(plain);
    }

    private static void Absent(JsonObject obj, FieldSchema field)
    {
        var nested = field.Value is { Form: ValueForm.Object, Pointer: false };
        if (!field.Always && !nested)
        {
            obj.Remove(field.Name);
            return;
        }
        obj[field.Name] = Zero(field.Value);
    }

    private static JsonNode? Zero(ValueSchema schema)
    {
        if (schema.Pointer) return null;
        switch (schema.Form)
        {
            case ValueForm.Object:
                var empty = new JsonObject();
                Complete(empty, schema.Type!);
                return empty;
            case ValueForm.Text or ValueForm.Duration:
                return "";
            case ValueForm.Integer32 or ValueForm.Integer64 or ValueForm.Real or ValueForm.IntOrText:
                return 0;
            case ValueForm.Flag:
                return false;
            case ValueForm.Quantity:
                return "0";
            default:
                return null;
        }
    }

    // A struct is never empty to Go, however little it holds.
    private static bool IsZero(JsonNode value, ValueForm form) => form switch
    {
        ValueForm.Object or ValueForm.Raw or ValueForm.Fields or ValueForm.Quantity or ValueForm.IntOrText => false,
        ValueForm.List => value is JsonArray { Count: 0 },
        ValueForm.Map => value is JsonObject { Count: 0 },
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>().Length == 0,
            JsonValueKind.False => true,
            JsonValueKind.Number => value.ToString() == "0",
            _ => false,
        },
    };
}
