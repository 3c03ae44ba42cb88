using System.Diagnostics.Metrics;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>The reconciliation in numbers: meter <c>NetpolOrleans.Grains</c>.</summary>
internal static class ReconcileMetrics
{
    private static readonly Counter<long> Reconciles = GrainsTelemetry.Meter.CreateCounter<long>(
        "netpol.reconciles", "{write}", "Writes of policies by verb and outcome");

    private static readonly Histogram<double> Latency = GrainsTelemetry.Meter.CreateHistogram<double>(
        "netpol.event_to_policy.duration", "s", "From the first event that a write answers to the written policy");

    /// <summary>A write that did what it should.</summary>
    public static void Applied(PolicyChange change, ApplyOutcome outcome, TimeSpan latency)
    {
        Reconciles.Add(1, new("verb", change.Verb), new("outcome", outcome.ToString()));
        Latency.Record(latency.TotalSeconds, new KeyValuePair<string, object?>("verb", change.Verb));
    }

    /// <summary>A write that did not.</summary>
    public static void Failed(PolicyChange change, ApplyOutcome outcome) =>
        Reconciles.Add(1, new("verb", change.Verb), new("outcome", outcome.ToString()));
}
