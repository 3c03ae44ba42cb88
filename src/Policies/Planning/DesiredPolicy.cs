using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Planning;

/// <summary>A NetworkPolicy as we want it: the whole spec, and those labels, annotations and owners that are ours.</summary>
/// <param name="Name">Namespace and name (<see cref="PolicyName"/>).</param>
/// <param name="Labels">Our labels; foreign ones on the object are kept.</param>
/// <param name="Annotations">Our annotations, all under <see cref="Objects.Annotations.Prefix"/>; foreign ones are kept.</param>
/// <param name="Owner">The workload, so that the cluster collects the policy with it; null where the uid is unknown (manifests).</param>
/// <param name="Spec">What the policy says.</param>
public sealed record DesiredPolicy(ObjectName Name, Labels Labels, Labels Annotations, OwnerReference? Owner, PolicySpec Spec);
