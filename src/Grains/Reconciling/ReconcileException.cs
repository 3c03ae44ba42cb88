using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>A write that did not do what the plan wanted; the reconcile is done again.</summary>
internal sealed class ReconcileException(PolicyChange change, ApplyResult result) : Exception(result.Reason ?? result.Outcome.ToString())
{
    /// <summary>What was to be written.</summary>
    public PolicyChange Change { get; } = change;

    /// <summary>What became of it.</summary>
    public ApplyOutcome Outcome { get; } = result.Outcome;

    /// <summary>When to try again: as told, soon after a conflict (with a situation that knows of it), else by the backoff.</summary>
    public TimeSpan? RetryAfter { get; } = result.RetryAfter ?? (result.Outcome == ApplyOutcome.Conflict ? TimeSpan.FromMilliseconds(50) : null);
}
