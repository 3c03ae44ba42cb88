using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>A peer that an annotation names.</summary>
/// <param name="Kind">What sort of peer; it says which of the others are set.</param>
/// <param name="Object">
/// Namespace and name of a Service or workload, the object's own namespace where the text leaves it out. Of
/// <see cref="DeclaredPeerKind.Namespace"/>: the namespace, and an empty name.
/// </param>
/// <param name="WorkloadKind">The kind of a workload as written; it is compared without case. Null otherwise.</param>
/// <param name="Block">The range of <see cref="DeclaredPeerKind.Cidr"/>, else null.</param>
public sealed record DeclaredPeer(DeclaredPeerKind Kind, ObjectName Object = default, string? WorkloadKind = null, IpBlock? Block = null);
