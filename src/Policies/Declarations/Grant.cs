namespace NetpolOrleans.Policies.Declarations;

/// <summary>A client of another namespace that a target admits under <see cref="Callers.Granted"/>.</summary>
/// <param name="Namespace">The client's namespace.</param>
/// <param name="WorkloadKind">The client's kind as written, compared without case; null where every workload of the namespace is meant.</param>
/// <param name="WorkloadName">The client's name, or null likewise.</param>
public sealed record Grant(string Namespace, string? WorkloadKind = null, string? WorkloadName = null);
