using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Reconciling;

/// <summary>How a workload's policy is.</summary>
/// <param name="Key">The workload.</param>
/// <param name="Silo">The silo that has its grain.</param>
/// <param name="Policies">The policies as last written or observed.</param>
/// <param name="Foreign">Foreign policies that hold a name that we want.</param>
/// <param name="Trouble">Why the last reconcile failed, or null.</param>
public sealed record WorkloadStatus(
    WorkloadKey Key, string Silo, ValueList<ObjectName> Policies, ValueList<ObjectName> Foreign, string? Trouble);
