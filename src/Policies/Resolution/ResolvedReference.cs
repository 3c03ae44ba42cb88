using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Resolution;

/// <summary>A reference, what became of it, and what it opens.</summary>
/// <param name="Reference">The reference as read.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Target">The target that was decisive: the one found, or the first that is missing.</param>
/// <param name="Interests">The targets whose facts decide: the shards of these must hear of the client.</param>
/// <param name="Facts">The facts of the final target where it was resolved, else null.</param>
public sealed record ResolvedReference(
    Reference Reference, Outcome Outcome, ReferenceTarget Target, ValueList<Interest> Interests, TargetFacts? Facts = null);
