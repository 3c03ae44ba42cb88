using System.Text.Json.Serialization;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A <c>metadata.ownerReferences</c> entry.</summary>
[method: JsonConstructor]
public sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool? Controller = null, bool? BlockOwnerDeletion = null)
{
    private readonly CompactUid uid = new(Uid);

    /// <summary>The owner's uid.</summary>
    public string Uid { get => uid.ToString(); init => uid = new(value); }
}
