namespace NetpolOrleans.Policies.Objects;

/// <summary>The controlling <c>ownerReference</c> of an object.</summary>
public sealed record OwnerRef(string ApiVersion, string Kind, string Name, string Uid);
