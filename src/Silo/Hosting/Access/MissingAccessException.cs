using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Hosting.Access;

/// <summary>RBAC lacks rules without which nothing works.</summary>
public sealed class MissingAccessException(string user, IReadOnlyList<MissingAccess> missing) : KubernetesAccessException(
    $"{user} may not do what the controller needs. Missing: {string.Join("; ", missing)}. Apply the RBAC of k8s/ again, or grant these rules")
{
    /// <summary>What is missing.</summary>
    public IReadOnlyList<MissingAccess> Missing { get; } = missing;
}
