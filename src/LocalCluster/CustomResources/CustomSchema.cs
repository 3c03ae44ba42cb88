using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.CustomResources;

/// <summary>A structural schema as a type: what is pruned, and how managers share it.</summary>
internal static class CustomSchema
{
    public static TypeSchema TypeOf(string kind, string identity, JsonObject? schema)
    {
        var type = new TypeSchema(kind, "") { Kind = identity, KeepsUnknown = schema is null || Keeps(schema), Atomic = false };
        type.Add(new FieldSchema { Name = "metadata", Value = new ValueSchema { Form = ValueForm.Object, GoType = "v1.ObjectMeta", Pointer = true, Type = BuiltInTypes.Metadata } });
        foreach (var (name, property) in schema.Object("properties") ?? [])
            if (name is not ("apiVersion" or "kind" or "metadata")) type.Add(Field(name, property as JsonObject ?? []));
        return type;
    }

    private static FieldSchema Field(string name, JsonObject schema) => new() { Name = name, Value = ValueOf(schema), Default = schema["default"]?.DeepClone() };

    private static ValueSchema ValueOf(JsonObject schema) => schema.Text("type") switch
    {
        "object" => ObjectOf(schema),
        "array" => new ValueSchema
        {
            Form = ValueForm.List,
            GoType = "[]interface {}",
            Item = ValueOf(schema.Object("items") ?? []),
            ListType = schema.Text("x-kubernetes-list-type") switch { "map" => ListType.Map, "set" => ListType.Set, _ => ListType.Atomic },
            Keys = [.. schema.Texts("x-kubernetes-list-map-keys")],
        },
        "string" => Scalar(ValueForm.Text, "string"),
        "integer" => Scalar(ValueForm.Integer64, "int64"),
        "number" => Scalar(ValueForm.Real, "float64"),
        "boolean" => Scalar(ValueForm.Flag, "bool"),
        _ when schema.Flag("x-kubernetes-int-or-string") => Scalar(ValueForm.IntOrText, "intstr.IntOrString"),
        _ => ValueSchema.Deduced,
    };

    private static ValueSchema ObjectOf(JsonObject schema)
    {
        var atomic = schema.Text("x-kubernetes-map-type") == "atomic";
        if (schema.Object("additionalProperties") is { } values)
            return new ValueSchema { Form = ValueForm.Map, GoType = "map[string]interface {}", Item = ValueOf(values), Atomic = atomic };
        var embedded = schema.Flag("x-kubernetes-embedded-resource");
        var type = new TypeSchema("", "") { Atomic = atomic, KeepsUnknown = Keeps(schema) };
        foreach (var (name, property) in schema.Object("properties") ?? []) type.Add(Field(name, property as JsonObject ?? []));
        if (embedded)
        {
            foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
                if (type.Find(name) is null) type.Add(new FieldSchema { Name = name, Value = Scalar(ValueForm.Text, "string") });
            type.Add(new FieldSchema { Name = "metadata", Value = new ValueSchema { Form = ValueForm.Object, GoType = "v1.ObjectMeta", Pointer = true, Type = BuiltInTypes.Metadata } });
        }
        return new ValueSchema { Form = ValueForm.Object, GoType = "map[string]interface {}", Pointer = true, Type = type };
    }

    private static bool Keeps(JsonObject schema) => schema.Flag("x-kubernetes-preserve-unknown-fields") || schema["additionalProperties"] is JsonValue;

    private static ValueSchema Scalar(ValueForm form, string go) => new() { Form = form, GoType = go };
}
