using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;

namespace NetpolOrleans.Policies.Rules;

/// <summary>Why a peer is admitted.</summary>
/// <param name="Kind">The rule that admits it.</param>
/// <param name="Evidence">Where a reference was read, for <see cref="ReasonKind.Reference"/>.</param>
/// <param name="Target">The target of the reference or claim.</param>
/// <param name="Client">The client, for <see cref="ReasonKind.Client"/>.</param>
/// <param name="By">The object that asks for it: a Service that exposes, a webhook, an annotation.</param>
public sealed record Reason(ReasonKind Kind, Evidence? Evidence = null, TargetKey? Target = null, WorkloadKey? Client = null, string? By = null);
