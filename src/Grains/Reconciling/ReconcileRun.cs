using System.Diagnostics;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>One reconcile under way, measured and traced until it is disposed.</summary>
internal sealed class ReconcileRun(Activity? activity, TimeProvider time) : IDisposable
{
    private readonly long started = time.GetTimestamp();
    private ReconcileOutcome outcome = ReconcileOutcome.Failed;

    /// <summary>Takes how it ended.</summary>
    public void Done(ReconcileOutcome how) => outcome = how;

    /// <inheritdoc/>
    public void Dispose()
    {
        ReconcileMetrics.Ended(outcome, time.GetElapsedTime(started));
        activity?.SetTag("netpol.outcome", outcome.ToString());
        if (outcome == ReconcileOutcome.Failed) activity?.SetStatus(ActivityStatusCode.Error);
        activity?.Dispose();
    }
}
