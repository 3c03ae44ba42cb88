using System.Text.Json.Nodes;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Discovery;

/// <summary>Values that aren't objects, lists or maps: inline types, and those that OpenAPI documents name.</summary>
internal static class OpenApiScalars
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    /// <summary>The name under which a document keeps the type; null for one that is written inline.</summary>
    public static string? NameOf(ValueForm form) => form switch
    {
        ValueForm.Time => Meta + "Time",
        ValueForm.MicroTime => Meta + "MicroTime",
        ValueForm.Duration => Meta + "Duration",
        ValueForm.Fields => Meta + "FieldsV1",
        ValueForm.Quantity => "io.k8s.apimachinery.pkg.api.resource.Quantity",
        ValueForm.IntOrText => "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
        ValueForm.Raw => "io.k8s.apimachinery.pkg.runtime.RawExtension",
        _ => null,
    };

    public static JsonObject SchemaOf(ValueForm form) => form switch
    {
        ValueForm.Time or ValueForm.MicroTime => new JsonObject { ["description"] = "A point in time, as RFC 3339 writes it.", ["type"] = "string", ["format"] = "date-time" },
        ValueForm.Duration => new JsonObject { ["description"] = "A duration such as \"5s\".", ["type"] = "string" },
        ValueForm.Quantity => new JsonObject { ["description"] = "Quantity is a fixed-point representation of a number.", ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "number" }) },
        ValueForm.IntOrText => new JsonObject { ["description"] = "IntOrString is a type that can hold an int32 or a string.", ["format"] = "int-or-string", ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }) },
        _ => new JsonObject { ["description"] = "Any object.", ["type"] = "object" },
    };

    public static void Fill(JsonObject schema, ValueForm form)
    {
        var (type, format) = form switch
        {
            ValueForm.Integer32 => ("integer", "int32"),
            ValueForm.Integer64 => ("integer", "int64"),
            ValueForm.Real => ("number", "double"),
            ValueForm.Flag => ("boolean", null),
            ValueForm.Bytes => ("string", "byte"),
            _ => ("string", (string?)null),
        };
        schema["type"] = type;
        if (format is not null) schema["format"] = format;
    }
}
