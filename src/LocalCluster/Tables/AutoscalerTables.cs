using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of HorizontalPodAutoscalers; no metric is ever known here.</summary>
internal static class AutoscalerTables
{
    private const int Shown = 2;

    public static TableLayout Autoscalers { get; } = new(
        Column.Named,
        Column.Text("Reference", row => $"{row.Spec.Object("scaleTargetRef").Text("kind")}/{row.Spec.Object("scaleTargetRef").Text("name")}"),
        Column.Text("Targets", Targets),
        Column.Text("MinPods", row => row.Spec?["minReplicas"]?.ToString() ?? "<unset>"),
        Column.Number("MaxPods", row => row.Spec.Number("maxReplicas") ?? 0) with { Type = "string" },
        Column.Number("Replicas", row => row.Status.Number("currentReplicas") ?? 0) with { Type = "string" },
        Column.Age);

    private static string Targets(Row row)
    {
        var metrics = row.Spec.Objects("metrics").Select(Target).ToList();
        if (row.Spec.Number("targetCPUUtilizationPercentage") is { } percent) metrics.Add($"cpu: <unknown>/{percent}%");
        if (metrics.Count == 0) return "<none>";
        var text = string.Join(", ", metrics.Take(Shown));
        return metrics.Count > Shown ? $"{text} + {metrics.Count - Shown} more..." : text;
    }

    private static string Target(JsonObject metric)
    {
        var source = metric.Object("resource") ?? metric.Object("containerResource") ?? metric.Object("pods") ?? metric.Object("object") ?? metric.Object("external");
        var target = source.Object("target");
        var wanted = target.Number("averageUtilization") is { } percent ? $"{percent}%" : target.Text("averageValue") ?? target.Text("value") ?? "<auto>";
        return source.Text("name") is { } name ? $"{name}: <unknown>/{wanted}" : $"<unknown>/{wanted}";
    }
}
