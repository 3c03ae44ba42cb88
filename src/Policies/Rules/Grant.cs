using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Policies.Rules;

/// <summary>An allowance with its reason.</summary>
public sealed record Grant(Direction Direction, Allowance Allowance, Reason Reason);
