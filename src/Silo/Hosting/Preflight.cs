using NetpolOrleans.Kubernetes.Connection;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Before anything starts: is there an API server, and does it let us do our work?</summary>
public static class Preflight
{
    /// <summary>Lists one object of each kind without which nothing works.</summary>
    /// <exception cref="KubernetesAccessException">Unreachable, unauthorized, or a rule is missing; the message names it.</exception>
    public static async Task CheckAsync(KubernetesConnection connection, CancellationToken cancellation)
    {
        foreach (var kind in new[] { ResourceKinds.Namespaces, ResourceKinds.NetworkPolicies, ResourceKinds.Services, ResourceKinds.Deployments })
        {
            using var reply = await connection.RequireAsync(new("list", kind, null) { Query = "limit=1", Cause = "preflight" }, cancellation);
        }
    }
}
