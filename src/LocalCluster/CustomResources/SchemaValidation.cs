using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.CustomResources;

/// <summary>
/// Validates custom resources by their OpenAPI schema, with a real server's words. CEL rules
/// (x-kubernetes-validations) are not evaluated.
/// </summary>
internal sealed class SchemaValidation(FieldErrors errors)
{
    private static readonly TimeSpan PatternBound = TimeSpan.FromMilliseconds(200);

    public void Validate(JsonNode? value, JsonObject schema, string path)
    {
        if (value is null || !IsOfType(value, schema, path)) return;
        Enumerated(value, schema, path);
        switch (value)
        {
            case JsonObject obj:
                Object(obj, schema, path);
                break;
            case JsonArray list:
                List(list, schema, path);
                break;
            case JsonValue when value.GetValueKind() == JsonValueKind.String:
                Text(value.GetValue<string>(), schema, path);
                break;
            case JsonValue when value.GetValueKind() == JsonValueKind.Number:
                Number(value, schema, path);
                break;
        }
        Alternatives(value, schema, path);
    }

    private bool IsOfType(JsonNode value, JsonObject schema, string path)
    {
        var kind = KindOf(value);
        if (schema.Flag("x-kubernetes-int-or-string") && kind is "integer" or "string") return true;
        var wanted = schema.Text("type");
        if (wanted is null || wanted == kind || (wanted == "number" && kind == "integer")) return true;
        errors.Invalid(path, kind, $"{path} in body must be of type {wanted}: \"{kind}\"");
        return false;
    }

    private void Enumerated(JsonNode value, JsonObject schema, string path)
    {
        if (schema.Array("enum") is not { Count: > 0 } allowed || allowed.Any(each => JsonNode.DeepEquals(each, value))) return;
        errors.NotSupported(path, value.DeepClone(), [.. allowed.Select(each => each?.ToString() ?? "null")]);
    }

    private void Object(JsonObject obj, JsonObject schema, string path)
    {
        foreach (var name in schema.Texts("required"))
            if (!obj.ContainsKey(name)) errors.Required(Join(path, name));
        if (schema.Number("maxProperties") is { } most && obj.Count > most) errors.TooMany(path, obj.Count, most);
        if (schema.Number("minProperties") is { } fewest && obj.Count < fewest) errors.Invalid(path, obj.Count, $"{path} in body should have at least {fewest} properties");
        foreach (var (name, value) in obj)
        {
            if (schema.Object("properties").Object(name) is { } property) Validate(value, property, Join(path, name));
            else if (schema.Object("additionalProperties") is { } values) Validate(value, values, Join(path, name));
        }
    }

    private void List(JsonArray list, JsonObject schema, string path)
    {
        if (schema.Number("maxItems") is { } most && list.Count > most) errors.TooMany(path, list.Count, most);
        if (schema.Number("minItems") is { } fewest && list.Count < fewest) errors.Invalid(path, list.Count, $"{path} in body should have at least {fewest} items");
        if (schema.Object("items") is { } items)
            for (var index = 0; index < list.Count; index++) Validate(list[index], items, $"{path}[{index}]");
        var keys = schema.Texts("x-kubernetes-list-map-keys").ToList();
        if (keys.Count == 0 && schema.Text("x-kubernetes-list-type") != "set") return;
        var seen = new HashSet<string>();
        for (var index = 0; index < list.Count; index++)
        {
            var key = keys.Count == 0 ? list[index]?.DeepClone() : KeyOf(list[index], keys);
            if (key is not null && !seen.Add(key.ToJsonString())) errors.Duplicate($"{path}[{index}]", key);
        }
    }

    private void Text(string text, JsonObject schema, string path)
    {
        if (schema.Number("maxLength") is { } longest && text.Length > longest) errors.TooLong(path, (int)longest);
        if (schema.Number("minLength") is { } shortest && text.Length < shortest) errors.Invalid(path, text, $"{path} in body should be at least {shortest} chars long");
        else if (schema.Text("pattern") is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternBound)) errors.Invalid(path, text, $"{path} in body should match '{pattern}'");
        if (schema.Text("format") == "date-time" && Meta.Instant(text) is null) errors.Invalid(path, text, $"{path} in body must be of type date-time: \"{text}\"");
    }

    private void Number(JsonNode value, JsonObject schema, string path)
    {
        var number = double.Parse(value.ToString(), CultureInfo.InvariantCulture);
        if (Bound(schema["maximum"]) is { } high && (number > high || (schema.Flag("exclusiveMaximum") && number >= high)))
            errors.Invalid(path, value.DeepClone(), $"{path} in body should be less than{(schema.Flag("exclusiveMaximum") ? "" : " or equal to")} {schema["maximum"]}");
        if (Bound(schema["minimum"]) is { } low && (number < low || (schema.Flag("exclusiveMinimum") && number <= low)))
            errors.Invalid(path, value.DeepClone(), $"{path} in body should be greater than{(schema.Flag("exclusiveMinimum") ? "" : " or equal to")} {schema["minimum"]}");
    }

    private void Alternatives(JsonNode value, JsonObject schema, string path)
    {
        foreach (var each in schema.Objects("allOf")) Validate(value, each, path);
        if (schema.Array("anyOf") is { Count: > 0 } && !schema.Objects("anyOf").Any(each => Accepts(value, each)))
            errors.Invalid("<nil>", "", $"\"{path}\" must validate at least one schema (anyOf)");
        if (schema.Object("not") is { } not && Accepts(value, not)) errors.Invalid("<nil>", "", $"\"{path}\" must not validate the schema (not)");
        if (schema.Array("oneOf") is not { Count: > 0 }) return;
        var valid = schema.Objects("oneOf").Count(each => Accepts(value, each));
        if (valid != 1) errors.Invalid("<nil>", "", $"\"{path}\" must validate one and only one schema (oneOf). Found {(valid == 0 ? "none valid" : $"{valid} valid alternatives")}");
    }

    private static bool Accepts(JsonNode value, JsonObject schema)
    {
        var found = new FieldErrors();
        new SchemaValidation(found).Validate(value, schema, "");
        return !found.Any;
    }

    private static JsonObject KeyOf(JsonNode? item, List<string> keys)
    {
        var key = new JsonObject();
        foreach (var name in keys)
            if ((item as JsonObject)?[name] is { } part) key[name] = part.DeepClone();
        return key;
    }

    private static string KindOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.AsNumber() is null ? "number" : "integer",
        _ => "boolean",
    };

    private static double? Bound(JsonNode? bound) => bound is null ? null : double.Parse(bound.ToString(), CultureInfo.InvariantCulture);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
