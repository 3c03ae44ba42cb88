using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Applying;

/// <summary>What became of a write.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Policy">The object as it is now, where one is known: what was written, or what stood in the way.</param>
/// <param name="Reason">For failures, one sentence with cause and remedy; null otherwise.</param>
/// <param name="RetryAfter">How long the server asks to wait, or null.</param>
public sealed record ApplyResult(ApplyOutcome Outcome, PolicyObject? Policy = null, string? Reason = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the cluster is as the change wanted it.</summary>
    public bool Succeeded => Outcome is ApplyOutcome.Created or ApplyOutcome.Updated or ApplyOutcome.Unchanged or ApplyOutcome.Deleted;
}
