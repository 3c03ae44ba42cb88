using System.Text.Json.Nodes;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>How a value is shared among managers: as one leaf, as a map of fields, or as a list of items with owners.</summary>
internal enum FieldShape
{
    Leaf,
    Map,
    List,
}

/// <summary>The shapes of values by their schemas.</summary>
internal static class FieldShapes
{
    public static FieldShape Of(ValueSchema schema, JsonNode? value) => schema.Form switch
    {
        _ when ReferenceEquals(schema, ValueSchema.Deduced) => value is JsonObject ? FieldShape.Map : FieldShape.Leaf,
        ValueForm.Object => schema.IsAtomic ? FieldShape.Leaf : FieldShape.Map,
        ValueForm.Map => schema.Atomic ? FieldShape.Leaf : FieldShape.Map,
        ValueForm.List => schema.ListType == ListType.Atomic ? FieldShape.Leaf : FieldShape.List,
        _ => FieldShape.Leaf,
    };

    /// <summary>The schema of a map's or object's field.</summary>
    public static ValueSchema Field(ValueSchema schema, string name) => schema.Form switch
    {
        ValueForm.Object => schema.Type!.Find(name)?.Value ?? ValueSchema.Deduced,
        ValueForm.Map => schema.Item!,
        _ => ValueSchema.Deduced,
    };

    public static bool Declares(ValueSchema schema, string name) => schema.Form == ValueForm.Object && schema.Type!.Find(name) is not null;

    public static bool IsEmpty(JsonNode? value) => value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };
}
