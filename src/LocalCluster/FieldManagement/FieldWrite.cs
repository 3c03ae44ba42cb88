using LocalKubernetes.Schemas;

namespace LocalKubernetes.FieldManagement;

/// <summary>Who writes, what kind of object, and through which door.</summary>
internal sealed record FieldWrite(string Manager, string ApiVersion, string? Subresource, bool HasStatus, ValueSchema Schema)
{
    /// <summary>The entry of this write. A real server tells no time for writes to a scale.</summary>
    public ManagedEntry Entry(string operation, FieldSet fields, string now) => new(Manager, operation, ApiVersion, Subresource, Subresource == "scale" ? null : now, fields) { IsFresh = true };

    /// <summary>The fields that this door can change.</summary>
    public FieldSet Owned(FieldSet fields) => Subresource switch
    {
        "status" => fields.Without("f:spec"),
        null when HasStatus => fields.Without("f:status"),
        _ => fields,
    };
}
