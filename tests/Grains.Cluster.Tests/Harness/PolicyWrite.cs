using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>One write of a policy, as any client sees it.</summary>
/// <param name="Name">The policy.</param>
/// <param name="Before">What it said before; null where there was none.</param>
/// <param name="After">What it says now; null where it was deleted.</param>
internal sealed record PolicyWrite(ObjectName Name, PolicyObject? Before, PolicyObject? After)
{
    /// <summary>Whether it took something away: the policy itself, or a connection that it had allowed.</summary>
    public bool TakesAway => Before is not null && (After is null || !PolicyComparison.Widens([Before.Spec], [After.Spec]));

    public override string ToString() => $"{Name}: {Before?.Spec} became {After?.Spec}";
}
