using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of Jobs and CronJobs.</summary>
internal static class BatchTables
{
    private static readonly string[] States = ["Complete", "Failed"];
    private static readonly string[] LaterStates = ["Suspended", "FailureTarget", "SuccessCriteriaMet"];

    public static TableLayout Jobs { get; } = new(
        Column.Named,
        Column.Text("Status", State),
        Column.Text("Completions", Completions),
        Column.Text("Duration", Duration),
        Column.Age,
        Column.Text("Containers", row => WorkloadTables.ContainerNames(row.Spec.At("template", "spec"))).Wide(),
        Column.Text("Images", row => WorkloadTables.ContainerImages(row.Spec.At("template", "spec"))).Wide(),
        Column.Text("Selector", row => SelectorText.Of(row.Spec.Object("selector"))).Wide());

    public static TableLayout CronJobs { get; } = new(
        Column.Named,
        Column.Text("Schedule", row => row.Spec.Text("schedule")),
        Column.Text("Timezone", row => row.Spec.Text("timeZone") ?? "<none>"),
        new Column("Suspend", row => row.Spec?["suspend"] is null ? "<unset>" : row.Spec.Flag("suspend") ? "True" : "False") { Type = "boolean" },
        Column.Number("Active", row => row.Status.Array("active")?.Count ?? 0),
        Column.Text("Last Schedule", row => row.Status.Text("lastScheduleTime") is { } last ? row.Since(last) : "<none>"),
        Column.Age,
        Column.Text("Containers", row => WorkloadTables.ContainerNames(row.Spec.At("jobTemplate", "spec", "template", "spec"))).Wide(),
        Column.Text("Images", row => WorkloadTables.ContainerImages(row.Spec.At("jobTemplate", "spec", "template", "spec"))).Wide(),
        Column.Text("Selector", row => SelectorText.Of(row.Spec.At("jobTemplate", "spec").Object("selector"))).Wide());

    private static string State(Row row) =>
        States.FirstOrDefault(row.Has) ?? (row.IsDeleting ? "Terminating" : LaterStates.FirstOrDefault(row.Has) ?? "Running");

    private static string Completions(Row row)
    {
        var succeeded = row.Status.Number("succeeded") ?? 0;
        if (row.Spec.Number("completions") is { } wanted) return $"{succeeded}/{wanted}";
        return row.Spec.Number("parallelism") is > 1 and var parallel ? $"{succeeded}/1 of {parallel}" : $"{succeeded}/1";
    }

    private static string Duration(Row row)
    {
        if (Meta.Instant(row.Status.Text("startTime")) is not { } start) return "";
        return HumanDuration.Of((Meta.Instant(row.Status.Text("completionTime")) ?? row.Now) - start);
    }
}
