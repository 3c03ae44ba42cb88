using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Discovery;

/// <summary>Types as OpenAPI schemas: of version 3 with references in allOf, or of version 2.</summary>
internal sealed class OpenApiSchemas(bool isVersion3)
{
    private const string Gvk = "x-kubernetes-group-version-kind";
    private const string ApiVersionText = "APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources";
    private const string KindText = "Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds";
    private const string MetadataText = "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    /// <summary>The schemas so far, by name; a type brings those that it refers to.</summary>
    public JsonObject Schemas { get; } = [];

    public void Add(ResourceKind kind)
    {
        if (kind.IsCustom) Schemas[NameOf(kind)] = Custom(kind);
        else if (kind.Schema is { } type) Add(type);
    }

    public static string NameOf(ResourceKind kind) => kind.IsCustom
        ? $"{string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}"
        : kind.Schema?.OpenApiName ?? kind.Kind;

    private void Add(TypeSchema type)
    {
        if (Schemas.ContainsKey(type.OpenApiName)) return;
        var schema = new JsonObject();
        Schemas[type.OpenApiName] = schema;
        if (BuiltInTypes.Describe(type) is { } description) schema["description"] = description;
        schema["type"] = "object";
        var required = type.Fields.Where(field => field.Required).Select(field => field.Name).Order(StringComparer.Ordinal).ToJsonArray();
        if (required.Count > 0) schema["required"] = required;
        var properties = new JsonObject();
        if (type.Kind is not null) properties["apiVersion"] = Described(ApiVersionText);
        if (type.Kind is not null) properties["kind"] = Described(KindText);
        foreach (var field in type.Fields.OrderBy(field => field.Name, StringComparer.Ordinal)) properties[field.Name] = Property(type, field);
        if (properties.Count > 0) schema["properties"] = properties;
        if (type.Kind?.Split('/') is [var group, var version, var kind]) schema[Gvk] = new JsonArray(new JsonObject { ["group"] = group, ["kind"] = kind, ["version"] = version });
        if (type.Atomic) schema["x-kubernetes-map-type"] = "atomic";
    }

    private JsonObject Property(TypeSchema type, FieldSchema field)
    {
        var property = new JsonObject();
        if (BuiltInTypes.Describe(type, field.Name) is { } description) property["description"] = description;
        if (isVersion3 && field.Value is { Form: ValueForm.Object, Pointer: false }) property["default"] = new JsonObject();
        else if (isVersion3 && field.Default is { } fallback) property["default"] = fallback.DeepClone();
        Fill(property, field.Value, alone: false);
        if (field.Enum.Length > 0) property["enum"] = field.Enum.ToJsonArray();
        if (field.Value is { Form: ValueForm.List, ListType: ListType.Map }) property["x-kubernetes-list-map-keys"] = field.Value.Keys.ToJsonArray();
        if (field.Value.Form == ValueForm.List) property["x-kubernetes-list-type"] = field.Value.ListType.ToString().ToLowerInvariant();
        if (field.Value.Atomic) property["x-kubernetes-map-type"] = "atomic";
        if (field.MergeKey is { Length: > 0 } key) property["x-kubernetes-patch-merge-key"] = key;
        if (field.MergeKey is not null) property["x-kubernetes-patch-strategy"] = "merge";
        return property;
    }

    private void Fill(JsonObject schema, ValueSchema value, bool alone)
    {
        switch (value.Form)
        {
            case ValueForm.List:
                schema["type"] = "array";
                schema["items"] = Item(value.Item!);
                break;
            case ValueForm.Map:
                schema["type"] = "object";
                schema["additionalProperties"] = Item(value.Item!);
                break;
            case ValueForm.Object:
                Add(value.Type!);
                Refer(schema, value.Type!.OpenApiName, alone);
                break;
            default:
                if (OpenApiScalars.NameOf(value.Form) is { } name)
                {
                    if (!Schemas.ContainsKey(name)) Schemas[name] = OpenApiScalars.SchemaOf(value.Form);
                    Refer(schema, name, alone);
                }
                else OpenApiScalars.Fill(schema, value.Form);
                break;
        }
    }

    private JsonObject Item(ValueSchema value)
    {
        var item = new JsonObject();
        Fill(item, value, alone: true);
        return item;
    }

    private void Refer(JsonObject schema, string name, bool alone)
    {
        var path = isVersion3 ? $"#/components/schemas/{name}" : $"#/definitions/{name}";
        if (isVersion3 && !alone) schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = path });
        else schema["$ref"] = path;
    }

    private JsonObject Custom(ResourceKind kind)
    {
        Add(BuiltInTypes.Metadata);
        var schema = kind.OpenApi?.Copy() ?? new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
        if (!isVersion3 && schema.Flag("x-kubernetes-preserve-unknown-fields")) schema.Remove("properties");
        var properties = new JsonObject { ["apiVersion"] = Described(ApiVersionText), ["kind"] = Described(KindText), ["metadata"] = new JsonObject { ["description"] = MetadataText } };
        Refer(properties.Object("metadata")!, BuiltInTypes.Metadata.OpenApiName, alone: false);
        foreach (var (name, property) in schema.Object("properties") ?? [])
            if (!properties.ContainsKey(name)) properties[name] = property?.DeepClone();
        schema["properties"] = properties;
        schema[Gvk] = new JsonArray(new JsonObject { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version });
        return schema;
    }

    private static JsonObject Described(string description) => new() { ["description"] = description, ["type"] = "string" };
}
