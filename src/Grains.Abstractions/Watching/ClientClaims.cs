using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Watching;

/// <summary>The claims of one client on the receiver's namespaces.</summary>
/// <param name="Client">The client.</param>
/// <param name="Claims">Its claims.</param>
/// <param name="IsWhole">
/// Whether what it claimed before and is not listed is withdrawn; false while it is not known which revisions of it run.
/// </param>
public sealed record ClientClaims(WorkloadKey Client, ValueList<Claim> Claims, bool IsWhole = true);
