using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>Which policies are ours: those of our label, or of our owner annotations where somebody stripped the label.</summary>
public static class PolicyOwnership
{
    /// <summary>The label that says who keeps an object.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>That label's value on our policies.</summary>
    public const string ManagedBy = "netpol-orleans";

    /// <summary>Whether the policy of a name of ours is ours.</summary>
    public static bool IsOurs(PolicyObject policy) =>
        policy.Labels[ManagedByLabel] == ManagedBy
        || (policy.Annotations.Contains(Annotations.Workload) && policy.Annotations.Contains(Annotations.WorkloadUid));
}
