using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Planning;

/// <summary>Which policies are ours to change.</summary>
public static class PolicyOwnership
{
    /// <summary>
    /// The workload for which we keep the policy, or null where the policy isn't ours. Ours is what carries our label or our owner
    /// annotation, under the name that we would give it: a copy under another name is somebody else's. So is the policy of another
    /// installation.
    /// </summary>
    public static WorkloadKey? WorkloadOf(PolicyObject policy, string instance)
    {
        if (policy.Annotations[Annotations.Instance] is { } keeper && keeper != instance) return null;
        var labelled = policy.Labels[PolicySynthesizer.ManagedByLabel] == PolicySynthesizer.ManagedBy;
        var annotation = policy.Annotations[Annotations.Workload]?.Split('/');
        if (annotation is [{ Length: > 0 } kind, { Length: > 0 } name])
            return Named(policy, new(policy.Name.Namespace, kind, name));
        return labelled && policy.Owners.FirstOrDefault(owner => owner.Controller == true) is { } owner
            ? Named(policy, new(policy.Name.Namespace, owner.Kind, owner.Name))
                ?? Named(policy, new(policy.Name.Namespace, $"{owner.Kind}.{ManagedKind.GroupOf(owner.ApiVersion)}", owner.Name))
            : null;
    }

    private static WorkloadKey? Named(PolicyObject policy, WorkloadKey workload)
    {
        var name = policy.Name.Name;
        if (name == PolicyName.Of(workload).Name) return workload;
        var dash = name.LastIndexOf('-');
        return dash > 0 && int.TryParse(name.AsSpan(dash + 1), out var part) && part > 1 && name == PolicyName.Of(workload, part).Name
            ? workload
            : null;
    }
}
