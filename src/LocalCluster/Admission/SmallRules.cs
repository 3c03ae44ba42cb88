using System.Text;
using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Kinds whose rules fit a line or two.</summary>
internal static class SmallRules
{
    public static KindRules Namespace { get; } = new()
    {
        Default = space => space.Metadata().Ensure("labels")["kubernetes.io/metadata.name"] = space.Name(),
        PrepareCreate = space =>
        {
            space.Ensure("spec")["finalizers"] = new JsonArray("kubernetes");
            space["status"] = new JsonObject { ["phase"] = "Active" };
        },
        NameRule = NameRule.Label,
    };

    public static KindRules Secret { get; } = new()
    {
        Default = secret =>
        {
            secret.Default("type", "Opaque");
            foreach (var (key, text) in secret.TextMap("stringData"))
                secret.Ensure("data")[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
            secret.Remove("stringData");
        },
        ValidateUpdate = (before, after, errors) => Frozen(before, after, errors, "data", "type"),
    };

    public static KindRules ConfigMap { get; } = new()
    {
        ValidateUpdate = (before, after, errors) => Frozen(before, after, errors, "data", "binaryData"),
    };

    public static KindRules Rbac { get; } = new() { NameRule = NameRule.PathSegment };

    public static KindRules RoleBinding { get; } = new()
    {
        Default = binding =>
        {
            binding.Object("roleRef")?.Default("apiGroup", "rbac.authorization.k8s.io");
            foreach (var subject in binding.Objects("subjects"))
                if (subject.Text("kind") is "User" or "Group") subject.Default("apiGroup", "rbac.authorization.k8s.io");
                else if (binding.Text("kind") == "RoleBinding") subject.Default("namespace", binding.Namespace());
        },
        ValidateUpdate = (before, after, errors) =>
        {
            if (!JsonNode.DeepEquals(before["roleRef"], after["roleRef"])) errors.Invalid("roleRef", after["roleRef"]?.DeepClone(), "cannot change roleRef");
        },
        NameRule = NameRule.PathSegment,
    };

    public static KindRules Autoscaler { get; } = new()
    {
        Default = scaler =>
        {
            scaler.Ensure("spec").Default("minReplicas", 1);
            if (scaler.Ensure("spec").Array("metrics") is not { Count: > 0 }) scaler.Ensure("spec")["metrics"] = AutoscalerVersions.CpuMetric(80);
        },
        PrepareCreate = scaler => scaler["status"] = new JsonObject { ["desiredReplicas"] = 0, ["currentMetrics"] = null },
    };

    public static KindRules Node { get; } = new();

    public static KindRules Webhooks { get; } = new()
    {
        Default = configuration =>
        {
            foreach (var webhook in configuration.Objects("webhooks"))
            {
                webhook.Default("failurePolicy", "Fail");
                webhook.Default("matchPolicy", "Equivalent");
                webhook.Default("namespaceSelector", new JsonObject());
                webhook.Default("objectSelector", new JsonObject());
                webhook.Default("timeoutSeconds", 10);
                if (configuration.Text("kind") == "MutatingWebhookConfiguration") webhook.Default("reinvocationPolicy", "Never");
                webhook.Object("clientConfig").Object("service")?.Default("port", 443);
                foreach (var rule in webhook.Objects("rules")) rule.Default("scope", "*");
            }
        },
    };

    private static void Frozen(JsonObject before, JsonObject after, FieldErrors errors, params ReadOnlySpan<string> fields)
    {
        if (before.Flag("immutable") && !after.Flag("immutable")) errors.Forbidden("immutable", "field is immutable when `immutable` is set");
        foreach (var field in fields)
            if ((before.Flag("immutable") || field == "type") && !JsonNode.DeepEquals(before[field], after[field]))
                errors.Forbidden(field, "field is immutable when `immutable` is set");
    }
}
