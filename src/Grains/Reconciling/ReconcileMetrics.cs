using System.Diagnostics;
using System.Diagnostics.Metrics;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;

namespace NetpolOrleans.Grains.Reconciling;

/// <summary>The reconciliation in numbers: meter <c>NetpolOrleans.Grains</c>. Writes are counted by the applier.</summary>
internal static class ReconcileMetrics
{
    private static readonly Counter<long> Reconciles = GrainsTelemetry.Meter.CreateCounter<long>(
        "netpol.reconciles", "{reconcile}", "Reconciles of workloads' policies by outcome");

    private static readonly UpDownCounter<long> Active = GrainsTelemetry.Meter.CreateUpDownCounter<long>(
        "netpol.reconciles.active", "{reconcile}", "Reconciles under way");

    private static readonly Histogram<double> Duration = GrainsTelemetry.Meter.CreateHistogram<double>(
        "netpol.reconcile.duration", "s", "Time of one reconcile, its writes included");

    private static readonly Histogram<double> Latency = GrainsTelemetry.Meter.CreateHistogram<double>(
        "netpol.event_to_policy.duration", "s", "From the first event that a write answers to the written policy");

    private static readonly Counter<long> Drift = GrainsTelemetry.Meter.CreateCounter<long>(
        "netpol.drift_repairs", "{policy}", "Policies of ours that somebody changed or deleted, and that were put right");

    /// <summary>Begins a reconcile, in the trace of what caused it.</summary>
    public static ReconcileRun Begin(WorkloadKey key, ActivityContext cause, TimeProvider time)
    {
        Active.Add(1);
        Activity.Current = null;
        var activity = cause == default ? null : GrainsTelemetry.Activities.StartActivity("reconcile", ActivityKind.Internal, cause);
        activity?.SetTag("k8s.namespace.name", key.Namespace).SetTag("netpol.workload", key.ToString());
        return new(activity, time);
    }

    /// <summary>A reconcile ended.</summary>
    public static void Ended(ReconcileOutcome outcome, TimeSpan duration)
    {
        Active.Add(-1);
        Reconciles.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
        Duration.Record(duration.TotalSeconds);
    }

    /// <summary>A write that did what it should.</summary>
    public static void Applied(PolicyChange change, TimeSpan latency) =>
        Latency.Record(latency.TotalSeconds, new KeyValuePair<string, object?>("verb", change.Verb));

    /// <summary>Policies were not as this grain had left them.</summary>
    public static void Drifted(int policies) => Drift.Add(policies);
}
