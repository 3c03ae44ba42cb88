using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>How a kind's own pods are selected.</summary>
public static class WorkloadSelector
{
    /// <summary>
    /// The selector of a workload's pods. Kinds with <c>spec.selector</c> use it whole. Jobs and CronJobs use their template's
    /// stable labels and the presence of the Job label, so that a Job that carries its Deployment's labels does not govern
    /// the Deployment's pods. A Pod uses its stable labels. The empty selector means: nothing to select by.
    /// </summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="spec"><c>spec.selector</c>, or null where the kind has none.</param>
    /// <param name="templateLabels">The template's, or the Pod's, labels.</param>
    public static LabelSelector For(string kind, LabelSelector? spec, Labels templateLabels) => kind switch
    {
        "Job" or "CronJob" => ForRuns(GeneratedLabels.Strip(templateLabels)),
        "Pod" => LabelSelector.Of(GeneratedLabels.Strip(templateLabels)),
        _ => spec ?? LabelSelector.Everything,
    };

    private static LabelSelector ForRuns(Labels stable) => stable.IsEmpty
        ? LabelSelector.Everything
        : new(stable, [new(GeneratedLabels.JobName, LabelOperator.Exists, [])]);
}
