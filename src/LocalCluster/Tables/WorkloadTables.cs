using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of the kinds that hold a pod template, and of what belongs to them.</summary>
internal static class WorkloadTables
{
    private static readonly Column[] TemplateColumns =
    [
        Column.Text("Containers", row => ContainerNames(row.Spec.At("template", "spec"))).Wide(),
        Column.Text("Images", row => ContainerImages(row.Spec.At("template", "spec"))).Wide(),
    ];

    private static readonly Column SelectorColumn = Column.Text("Selector", row => SelectorText.Of(row.Spec.Object("selector"))).Wide();

    public static TableLayout Deployments { get; } = new(
    [
        Column.Named,
        Column.Text("Ready", row => Ratio(row, "readyReplicas")),
        Column.Number("Up-to-date", row => row.Status.Number("updatedReplicas") ?? 0) with { Type = "string" },
        Column.Number("Available", row => row.Status.Number("availableReplicas") ?? 0) with { Type = "string" },
        Column.Age, .. TemplateColumns, SelectorColumn,
    ]);

    public static TableLayout ReplicaSets { get; } = new([.. Replicas(), .. TemplateColumns, SelectorColumn]);

    public static TableLayout ReplicationControllers { get; } = new([.. Replicas(), .. TemplateColumns, Column.Text("Selector", row => SelectorText.OfMap(row.Spec, "selector")).Wide()]);

    public static TableLayout StatefulSets { get; } = new([Column.Named, Column.Text("Ready", row => Ratio(row, "readyReplicas")), Column.Age, .. TemplateColumns]);

    public static TableLayout DaemonSets { get; } = new(
    [
        Column.Named, Count("Desired", "desiredNumberScheduled"), Count("Current", "currentNumberScheduled"), Count("Ready", "numberReady"),
        Count("Up-to-date", "updatedNumberScheduled"), Count("Available", "numberAvailable"),
        Column.Text("Node Selector", row => SelectorText.OfMap(row.Spec.At("template", "spec"), "nodeSelector")),
        Column.Age, .. TemplateColumns, SelectorColumn,
    ]);

    public static TableLayout ControllerRevisions { get; } = new(
        Column.Named,
        Column.Text("Controller", row => Controller(row.Object.ControllerOf())),
        Column.Number("Revision", row => row.Object.Number("revision") ?? 0) with { Type = "string" },
        Column.Age);

    public static TableLayout PodTemplates { get; } = new(
        Column.Named,
        Column.Text("Containers", row => ContainerNames(row.Object.At("template", "spec"))),
        Column.Text("Images", row => ContainerImages(row.Object.At("template", "spec"))),
        Column.Text("Pod Labels", row => SelectorText.OfMap(row.Object.At("template", "metadata"), "labels")));

    public static TableLayout PodDisruptionBudgets { get; } = new(
        Column.Named,
        Column.Text("Min Available", row => row.Spec?["minAvailable"]?.ToString() ?? "N/A"),
        Column.Text("Max Unavailable", row => row.Spec?["maxUnavailable"]?.ToString() ?? "N/A"),
        Count("Allowed Disruptions", "disruptionsAllowed"),
        Column.Age);

    public static string ContainerNames(JsonNode? pod) => string.Join(',', pod.Objects("containers").Select(each => each.Text("name")));

    public static string ContainerImages(JsonNode? pod) => string.Join(',', pod.Objects("containers").Select(each => each.Text("image")));

    private static Column[] Replicas() =>
        [Column.Named, Column.Number("Desired", row => row.Spec.Number("replicas") ?? 0), Count("Current", "replicas"), Count("Ready", "readyReplicas"), Column.Age];

    private static Column Count(string name, string field) => Column.Number(name, row => row.Status.Number(field) ?? 0);

    private static string Ratio(Row row, string field) => $"{row.Status.Number(field) ?? 0}/{row.Spec.Number("replicas") ?? 0}";

    private static string Controller(JsonObject? owner)
    {
        if (owner is null) return "<none>";
        var group = owner.Text("apiVersion")?.Split('/') is [var found, _] ? "." + found : "";
        return $"{owner.Text("kind")?.ToLowerInvariant()}{group}/{owner.Text("name")}";
    }
}
