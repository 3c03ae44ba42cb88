using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Grains.Watching;

/// <summary>A namespace in numbers.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Workloads">How many workloads have each disposition.</param>
/// <param name="References">How many references have each outcome.</param>
/// <param name="OwnPolicies">Policies of ours.</param>
/// <param name="ForeignPolicies">Policies of others.</param>
public sealed record NamespaceTally(
    string Namespace, IReadOnlyDictionary<Disposition, int> Workloads, IReadOnlyDictionary<Outcome, int> References, int OwnPolicies, int ForeignPolicies);
