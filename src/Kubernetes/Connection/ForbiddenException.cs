namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>The API server knows us and refuses (403).</summary>
public sealed class ForbiddenException(RbacRule rule, string user) : KubernetesAccessException($"forbidden: {rule.For(user)}")
{
    /// <summary>The rule that RBAC lacks.</summary>
    public RbacRule Rule { get; } = rule;
}
