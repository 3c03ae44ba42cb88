namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>One RBAC rule that the clustering needs, worded so that an operator can write it.</summary>
/// <param name="Resource">plural, with its group where it has one: <c>leases.coordination.k8s.io</c></param>
/// <param name="ObjectName">what <c>resourceNames</c> may be restricted to; null where it cannot be</param>
internal sealed record AccessRule(string Resource, string Verbs, string? ObjectName = null)
{
    public static AccessRule Table(string name) => new("configmaps", "get,update,watch", name);

    public static AccessRule CreateTable { get; } = new("configmaps", "create");

    public static AccessRule DeleteTable(string name) => new("configmaps", "delete", name);

    public static AccessRule Leases { get; } = new("leases.coordination.k8s.io", "get,list,create,patch");

    public static AccessRule DeleteLeases { get; } = new("leases.coordination.k8s.io", "delete");

    public static AccessRule Pods { get; } = new("pods", "get");

    /// <summary>The sentence for a request that this rule would have allowed.</summary>
    public string Refused(string @namespace, string serversMessage) =>
        $"{Resource}{(ObjectName is null ? "" : $" \"{ObjectName}\"")} is forbidden: grant verbs {Verbs} on {Resource}" +
        $"{(ObjectName is null ? "" : $" with resourceNames [{ObjectName}]")} in namespace {@namespace} (the API server says: {serversMessage})";
}
