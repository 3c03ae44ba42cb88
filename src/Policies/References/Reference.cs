using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References;

/// <summary>
/// Something in a pod template that names a peer. What it names depends on what exists: the first of
/// <paramref name="Candidates"/> that does is meant, in the order in which the pod's DNS search path would find it.
/// </summary>
/// <param name="Candidates">At least one target.</param>
/// <param name="Certainty">What must exist before the text counts as a reference at all.</param>
/// <param name="Evidence">Where it was read.</param>
public sealed record Reference(ValueList<ReferenceTarget> Candidates, Certainty Certainty, Evidence Evidence);
