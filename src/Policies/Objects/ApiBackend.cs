namespace NetpolOrleans.Policies.Objects;

/// <summary>A Service that the API server itself calls: an admission webhook, an APIService or a CRD conversion.</summary>
/// <param name="Kind">The registering object's kind.</param>
/// <param name="RegisteredBy">The registering object's name (cluster-scoped).</param>
/// <param name="Service">The Service called.</param>
/// <param name="Port">The Service's port; 443 where left out.</param>
public sealed record ApiBackend(string Kind, string RegisteredBy, ObjectName Service, int Port);
