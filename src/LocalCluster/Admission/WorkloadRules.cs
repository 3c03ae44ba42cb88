using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Selection;

namespace LocalKubernetes.Admission;

/// <summary>Rules of the kinds that hold a pod template and a selector.</summary>
internal static class WorkloadRules
{
    private const string FixedStatefulSet =
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

    public static KindRules Deployment { get; } = Of(workload =>
    {
        var spec = workload.Ensure("spec");
        spec.Default("replicas", 1);
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("maxSurge", "25%");
            strategy.Ensure("rollingUpdate").Default("maxUnavailable", "25%");
        }
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
    });

    public static KindRules StatefulSet { get; } = Of(workload =>
    {
        var spec = workload.Ensure("spec");
        spec.Default("replicas", 1);
        spec.Default("podManagementPolicy", "OrderedReady");
        spec.Default("revisionHistoryLimit", 10);
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate") strategy.Ensure("rollingUpdate").Default("partition", 0);
        var retention = spec.Ensure("persistentVolumeClaimRetentionPolicy");
        retention.Default("whenDeleted", "Retain");
        retention.Default("whenScaled", "Retain");
    }) with
    {
        ValidateUpdate = (before, after, errors) =>
        {
            if (!JsonNode.DeepEquals(Fixed(before), Fixed(after))) errors.Forbidden("spec", FixedStatefulSet);
        },
    };

    public static KindRules DaemonSet { get; } = Of(workload =>
    {
        var spec = workload.Ensure("spec");
        spec.Default("revisionHistoryLimit", 10);
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") != "RollingUpdate") return;
        strategy.Ensure("rollingUpdate").Default("maxUnavailable", 1);
        strategy.Ensure("rollingUpdate").Default("maxSurge", 0);
    });

    public static KindRules ReplicaSet { get; } = Of(workload => workload.Ensure("spec").Default("replicas", 1));

    public static KindRules ReplicationController { get; } = new()
    {
        Default = workload =>
        {
            PodDefaults.Template(workload);
            var spec = workload.Ensure("spec");
            spec.Default("replicas", 1);
            spec.Default("selector", spec.At("template", "metadata", "labels")?.DeepClone());
        },
        Validate = (workload, errors) => PodValidation.Spec(workload.At("spec", "template", "spec") as JsonObject, "spec.template.spec", errors),
    };

    private static KindRules Of(Action<JsonObject> defaults) => new()
    {
        Default = workload =>
        {
            defaults(workload);
            PodDefaults.Template(workload);
        },
        PrepareCreate = workload => workload["status"] = new JsonObject(),
        Validate = Validate,
        ValidateUpdate = (before, after, errors) =>
        {
            if (!JsonNode.DeepEquals(before.At("spec", "selector"), after.At("spec", "selector")))
                errors.Immutable("spec.selector", after.At("spec", "selector")?.DeepClone());
        },
    };

    private static JsonObject Fixed(JsonObject set)
    {
        var spec = set.Object("spec")?.Copy() ?? [];
        foreach (var field in (ReadOnlySpan<string>)["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"])
            spec.Remove(field);
        return spec;
    }

    private static void Validate(JsonObject workload, FieldErrors errors)
    {
        var spec = workload.Object("spec");
        var labels = spec.At("template", "metadata").TextMap("labels");
        if (spec.Number("replicas") < 0) errors.Invalid("spec.replicas", spec.Number("replicas"), "must be greater than or equal to 0");
        var selector = spec.Object("selector");
        if (selector is null) errors.Required("spec.selector");
        else if (selector.Object("matchLabels") is null or { Count: 0 } && selector.Array("matchExpressions") is null or { Count: 0 })
            errors.Invalid("spec.selector", selector.Copy(), $"empty selector is invalid for {workload.Text("kind")?.ToLowerInvariant()}");
        SelectorValidation.Validate(selector, "spec.selector", errors);
        MetadataValidation.Labels(labels, "spec.template.labels", errors);
        if (selector is not null && !LabelSelector.Of(selector).Matches(labels))
            errors.Invalid("spec.template.metadata.labels", spec.At("template", "metadata", "labels")?.DeepClone() ?? new JsonObject(), "`selector` does not match template `labels`");
        PodValidation.Spec(spec.At("template", "spec") as JsonObject, "spec.template.spec", errors);
        if (spec.At("template", "spec").Text("restartPolicy") is { } policy and not "Always")
            errors.NotSupported("spec.template.spec.restartPolicy", policy, "Always");
    }
}
