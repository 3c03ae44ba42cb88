using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>Checks an applied configuration against its type before it is merged.</summary>
internal static class TypedConfiguration
{
    public static List<string> Check(JsonObject config, TypeSchema type)
    {
        var problems = new List<string>();
        Fields(config, type, "", problems);
        return problems;
    }

    private static void Fields(JsonObject obj, TypeSchema type, string path, List<string> problems)
    {
        foreach (var (name, value) in obj)
        {
            if (path.Length == 0 && name is "apiVersion" or "kind") continue;
            var at = $"{path}.{name}";
            if (type.Find(name) is { } field) Value(value, field.Value, at, problems);
            else if (!type.KeepsUnknown) problems.Add($"{at}: field not declared in schema");
        }
    }

    private static void Value(JsonNode? value, ValueSchema schema, string path, List<string> problems)
    {
        switch (schema.Form, value)
        {
            case (_, null):
                break;
            case (ValueForm.Object, JsonObject obj):
                Fields(obj, schema.Type!, path, problems);
                break;
            case (ValueForm.Map, JsonObject map):
                foreach (var (name, entry) in map) Value(entry, schema.Item!, $"{path}.{name}", problems);
                break;
            case (ValueForm.List, JsonArray list):
                Items(list, schema, path, problems);
                break;
            default:
                if (Expected(schema.Form, value) is { } expected) problems.Add($"{path}: expected {expected}, got {Show(schema.Form, value)}");
                break;
        }
    }

    private static void Items(JsonArray list, ValueSchema schema, string path, List<string> problems)
    {
        var seen = new HashSet<string>();
        for (var index = 0; index < list.Count; index++)
        {
            var element = schema.ListType == ListType.Atomic ? null : PathElements.Item(schema, list[index]);
            if (element is not null && !seen.Add(element)) problems.Add($"{path}: duplicate entries for key {PathElements.Show([element])}");
            Value(list[index], schema.Item!, path + (element is null ? $"[{index}]" : PathElements.Show([element])), problems);
        }
    }

    private static string? Expected(ValueForm form, JsonNode value)
    {
        var kind = value.GetValueKind();
        return form switch
        {
            ValueForm.Object or ValueForm.Map => "map",
            ValueForm.List => "list",
            ValueForm.Text or ValueForm.Bytes or ValueForm.Time or ValueForm.MicroTime when kind != JsonValueKind.String => "string",
            ValueForm.Integer32 or ValueForm.Integer64 or ValueForm.Real when kind != JsonValueKind.Number => "numeric (int or float)",
            ValueForm.Flag when kind is not (JsonValueKind.True or JsonValueKind.False) => "boolean",
            _ => null,
        };
    }

    private static string Show(ValueForm form, JsonNode value)
    {
        if (form is ValueForm.Object or ValueForm.Map or ValueForm.List) return $"&{{{GoText.Of(value)}}}";
        return value.GetValueKind() switch
        {
            JsonValueKind.Object => "map[string]interface {}",
            JsonValueKind.Array => "[]interface {}",
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.AsNumber() is null ? "float64" : "int64",
            _ => "bool",
        };
    }
}
