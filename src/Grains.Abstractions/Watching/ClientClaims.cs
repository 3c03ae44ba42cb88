using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>All claims of one client on the receiver's namespaces.</summary>
public sealed record ClientClaims(WorkloadKey Client, ValueList<Claim> Claims);
