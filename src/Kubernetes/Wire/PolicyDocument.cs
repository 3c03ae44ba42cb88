using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>A policy as it goes over the wire.</summary>
internal sealed record PolicyDocument(
    ObjectName Name, string Uid, string ResourceVersion, Labels Labels, Labels Annotations,
    ValueList<OwnerReference> Owners, ValueList<string> Finalizers, PolicySpec Spec)
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>What we want, and nothing else.</summary>
    public static PolicyDocument Of(DesiredPolicy policy) => new(
        policy.Name, "", "", policy.Labels, policy.Annotations, policy.Owner is { } owner ? [owner] : [], [], policy.Spec);

    /// <summary>
    /// What we want over what is there. Ours are the labels that we set, every annotation under our prefix, the owner reference
    /// to the workload (also to a former one of that name), and the whole spec; the rest is kept.
    /// </summary>
    public static PolicyDocument Merge(DesiredPolicy policy, PolicyObject observed, string? lastApplied)
    {
        var foreign = observed.Annotations.Without(static key => key.StartsWith(Policies.Objects.Annotations.Prefix, StringComparison.Ordinal));
        IEnumerable<KeyValuePair<string, string>> annotations = [.. foreign, .. policy.Annotations];
        if (lastApplied is not null) annotations = annotations.Append(new(LastApplied, lastApplied));
        var formerUid = observed.Annotations[Policies.Objects.Annotations.WorkloadUid];
        var owners = observed.Owners.Where(owner => owner.Uid != formerUid && !SameWorkload(owner, policy.Owner));
        return new(
            policy.Name, observed.Uid, observed.ResourceVersion,
            Labels.From([.. observed.Labels, .. policy.Labels]),
            Labels.From(annotations),
            (policy.Owner is { } ours ? owners.Append(ours) : owners).ToValueList(),
            observed.Finalizers,
            policy.Spec);
    }

    private static bool SameWorkload(OwnerReference owner, OwnerReference? ours) =>
        ours is not null && owner.Kind == ours.Kind && owner.Name == ours.Name && owner.ApiVersion == ours.ApiVersion;
}
