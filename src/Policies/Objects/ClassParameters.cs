namespace NetpolOrleans.Policies.Objects;

/// <summary>The object that configures an IngressClass or a GatewayClass.</summary>
/// <param name="Group">Its API group; empty for the core group.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace, or null for cluster-scoped kinds.</param>
public sealed record ClassParameters(string Group, string Kind, string Name, string? Namespace);
