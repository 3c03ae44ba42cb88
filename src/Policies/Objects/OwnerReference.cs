namespace NetpolOrleans.Policies.Objects;

/// <summary>A <c>metadata.ownerReferences</c> entry.</summary>
public sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool? Controller = null, bool? BlockOwnerDeletion = null);
