using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Synthesis;

/// <summary>
/// Everything that a workload may send to and be reached from, as far as it is known.
/// </summary>
/// <param name="Egress">What it may send to.</param>
/// <param name="Ingress">What may reach it.</param>
/// <param name="Complete">
/// Whether every shard that could matter has answered. While false, existing rules stay and nothing is isolated anew.
/// </param>
public sealed record Connections(ValueList<Allowance> Egress, ValueList<Allowance> Ingress, bool Complete);
