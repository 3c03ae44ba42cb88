using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Failover.Tests.Observing;

/// <summary>A write of a policy, as a watch saw it.</summary>
/// <param name="Name">The policy.</param>
/// <param name="At">When, as a timestamp.</param>
/// <param name="ChangesNothing">Whether rules, labels and annotations are what they were.</param>
internal sealed record PolicyWrite(ObjectName Name, long At, bool ChangesNothing);
