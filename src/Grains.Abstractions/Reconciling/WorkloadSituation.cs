using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Synthesis;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Reconciling;

/// <summary>All that one reconcile of a workload's policy depends on.</summary>
/// <param name="Key">The workload.</param>
/// <param name="Epoch">The watcher's activation that says so.</param>
/// <param name="Sequence">Grows with every situation of one epoch; an older one is ignored.</param>
/// <param name="Subject">The workload as its policy shows it; null where it is gone or gets no policy.</param>
/// <param name="Connections">What it may send to and be reached from.</param>
/// <param name="MayNarrow">Whether enough is known to close anything.</param>
/// <param name="Observed">The policies of the namespace that are the workload's or hold a name that it wants.</param>
/// <param name="ObservedAt">The resourceVersion up to which policies have been observed.</param>
/// <param name="Since">When the first change that this answers was seen, for the latency from event to policy.</param>
/// <param name="PolicyOnly">Whether nothing but the policy was touched since the last situation: what has to be written then repairs drift.</param>
/// <param name="Late">Shards whose clients are not known even where something may be closed: what may admit them stays. Null for none.</param>
public sealed record WorkloadSituation(
    WorkloadKey Key, Guid Epoch, long Sequence, PolicySubject? Subject, Connections Connections, bool MayNarrow,
    ValueList<PolicyObject> Observed, string ObservedAt, DateTimeOffset Since, bool PolicyOnly = false,
    ValueList<string>? Late = null);
