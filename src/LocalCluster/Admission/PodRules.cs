using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Defaults, initial status and immutability of core/v1 Pod.</summary>
internal static class PodRules
{
    public static KindRules Rules { get; } = new()
    {
        Default = Default,
        PrepareCreate = PrepareCreate,
        Validate = (pod, errors) => PodValidation.Spec(pod.Object("spec"), "spec", errors),
        ValidateUpdate = ValidateUpdate,
    };

    private static void Default(JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        PodDefaults.Spec(spec);
        spec.Default("serviceAccountName", "default");
        spec.Default("serviceAccount", spec.Text("serviceAccountName"));
        spec.Default("enableServiceLinks", true);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        spec.Default("priority", 0);
    }

    private static void PrepareCreate(JsonObject pod)
    {
        PodAdmission.Admit(pod);
        pod["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService.Of(pod.Object("spec")) };
    }

    private static void ValidateUpdate(JsonObject before, JsonObject after, FieldErrors errors)
    {
        if (!JsonNode.DeepEquals(Frozen(before), Frozen(after)))
            errors.Forbidden("spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
    }

    private static JsonObject Frozen(JsonObject pod)
    {
        var spec = pod.Ensure("spec").Copy();
        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers"))) container.Remove("image");
        foreach (var field in (ReadOnlySpan<string>)["activeDeadlineSeconds", "tolerations", "nodeName", "schedulingGates"]) spec.Remove(field);
        return spec;
    }
}
