using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Api;

/// <summary>autoscaling/v1 as a view of autoscaling/v2: its one metric is the CPU's utilization.</summary>
internal static class AutoscalerVersions
{
    public static JsonObject ToV2(JsonObject scaler)
    {
        var spec = scaler.Ensure("spec");
        scaler["apiVersion"] = "autoscaling/v2";
        if (!spec.Remove("targetCPUUtilizationPercentage", out var percent)) return scaler;
        spec["metrics"] = CpuMetric(percent.AsNumber() ?? 0);
        return scaler;
    }

    public static JsonArray CpuMetric(long percent) => new(new JsonObject
    {
        ["type"] = "Resource",
        ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percent } },
    });

    public static JsonObject ToV1(JsonObject scaler)
    {
        var spec = scaler.Ensure("spec");
        scaler["apiVersion"] = "autoscaling/v1";
        var cpu = spec.Objects("metrics").Select(metric => metric.Object("resource")).FirstOrDefault(resource => resource.Text("name") == "cpu");
        if (cpu.Object("target").Number("averageUtilization") is { } percent) spec["targetCPUUtilizationPercentage"] = percent;
        spec.Remove("metrics");
        spec.Remove("behavior");
        var status = scaler.Ensure("status");
        status.Remove("currentMetrics");
        status.Remove("conditions");
        status.Default("currentReplicas", 0);
        status.Default("desiredReplicas", 0);
        return scaler;
    }
}
