using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of pods.</summary>
internal static class PodTable
{
    public static TableLayout Layout { get; } = new(
        Column.Named,
        Column.Text("Ready", row => PodSummary.Of(row).Ready),
        Column.Text("Status", row => PodSummary.Of(row).Reason),
        Column.Text("Restarts", row => PodSummary.Of(row).Restarts),
        Column.Age,
        Column.Text("IP", row => row.Status.Objects("podIPs").FirstOrDefault().Text("ip") ?? "<none>").Wide(),
        Column.Text("Node", row => Or(row.Spec.Text("nodeName"))).Wide(),
        Column.Text("Nominated Node", row => Or(row.Status.Text("nominatedNodeName"))).Wide(),
        Column.Text("Readiness Gates", Gates).Wide())
    { Conditions = Finished };

    private static string Gates(Row row)
    {
        var gates = row.Spec.Objects("readinessGates").Select(each => each.Text("conditionType") ?? "").ToList();
        return gates.Count == 0 ? "<none>" : $"{gates.Count(row.Has)}/{gates.Count}";
    }

    private static JsonArray? Finished(Row row) => row.Status.Text("phase") switch
    {
        "Succeeded" => Completed("Succeeded", "The pod has completed successfully."),
        "Failed" => Completed("Failed", "The pod failed."),
        _ => null,
    };

    private static JsonArray Completed(string reason, string message) =>
        new(new JsonObject { ["type"] = "Completed", ["status"] = "True", ["reason"] = reason, ["message"] = message });

    private static string Or(string? text) => string.IsNullOrEmpty(text) ? "<none>" : text;
}
