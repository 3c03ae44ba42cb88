using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of what a cluster itself consists of.</summary>
internal static class ClusterTables
{
    private const string RoleLabel = "node-role.kubernetes.io/";

    public static TableLayout Namespaces { get; } = new(Column.Named, Column.Text("Status", row => row.Status.Text("phase")), Column.Age);

    public static TableLayout Nodes { get; } = new(
        Column.Named,
        Column.Text("Status", NodeStatus),
        Column.Text("Roles", Roles),
        Column.Age,
        Column.Text("Version", row => row.Status.Object("nodeInfo").Text("kubeletVersion")),
        Column.Text("Internal-IP", row => Address(row, "InternalIP")).Wide(),
        Column.Text("External-IP", row => Address(row, "ExternalIP")).Wide(),
        Column.Text("OS-Image", row => row.Status.Object("nodeInfo").Text("osImage") ?? "<unknown>").Wide(),
        Column.Text("Kernel-Version", row => Kernel(row.Status.Object("nodeInfo"))).Wide(),
        Column.Text("Container-Runtime", row => row.Status.Object("nodeInfo").Text("containerRuntimeVersion") ?? "<unknown>").Wide());

    public static TableLayout Events { get; } = new(
        Column.Text("Last Seen", LastSeen),
        Column.Text("Type", row => row.Object.Text("type")),
        Column.Text("Reason", row => row.Object.Text("reason")),
        Column.Text("Object", row => Target(row.Object.Object("involvedObject"))),
        Column.Text("Subobject", row => row.Object.Object("involvedObject").Text("fieldPath")).Wide(),
        Column.Text("Source", Source).Wide(),
        Column.Text("Message", row => row.Object.Text("message")?.Trim()),
        Column.Text("First Seen", FirstSeen).Wide(),
        Column.Number("Count", row => row.Object.Object("series").Number("count") ?? (row.Object.Number("count") is > 0 and var count ? count : 1)).Wide() with { Type = "string" },
        Column.Named.Wide());

    public static TableLayout Leases { get; } = new(Column.Named, Column.Text("Holder", row => row.Spec.Text("holderIdentity")), Column.Age);

    public static TableLayout ApiServices { get; } = new(
        Column.Named,
        Column.Text("Service", row => row.Spec.Object("service") is { } service ? $"{service.Text("namespace")}/{service.Text("name")}" : "Local"),
        Column.Text("Available", row => row.Has("Available") ? "True" : "Unknown"),
        Column.Age);

    public static TableLayout Webhooks { get; } = new(Column.Named, Column.Number("Webhooks", row => row.Object.Array("webhooks")?.Count ?? 0), Column.Age);

    public static TableLayout PriorityClasses { get; } = new(
        Column.Named,
        Column.Number("Value", row => row.Object.Number("value") ?? 0),
        new Column("Global-Default", row => row.Object.Flag("globalDefault")) { Type = "boolean" },
        Column.Age,
        Column.Text("PreemptionPolicy", row => row.Object.Text("preemptionPolicy")));

    public static TableLayout RuntimeClasses { get; } = new(Column.Named, Column.Text("Handler", row => row.Object.Text("handler")), Column.Age);

    public static TableLayout ResourceQuotas { get; } = new(Column.Named, Column.Text("Request", row => Quota(row, false)), Column.Text("Limit", row => Quota(row, true)), Column.Age);

    private static string NodeStatus(Row row)
    {
        var ready = row.Status.Objects("conditions").FirstOrDefault(each => each.Text("type") == "Ready");
        var status = ready is null ? "Unknown" : ready.Text("status") == "True" ? "Ready" : "NotReady";
        return row.Spec.Flag("unschedulable") ? status + ",SchedulingDisabled" : status;
    }

    private static string Roles(Row row)
    {
        var roles = row.Object.Labels().Select(pair => pair.Key.StartsWith(RoleLabel, StringComparison.Ordinal) ? pair.Key[RoleLabel.Length..] : pair.Key == "kubernetes.io/role" ? pair.Value : "")
            .Where(role => role.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        return roles.Count == 0 ? "<none>" : string.Join(',', roles);
    }

    private static string Address(Row row, string type) =>
        row.Status.Objects("addresses").FirstOrDefault(each => each.Text("type") == type).Text("address") ?? "<none>";

    private static string Kernel(JsonObject? info) => (info.Text("kernelVersion") ?? "<unknown>") + (info.Text("architecture") is { } architecture ? $" ({architecture})" : "");

    private static string FirstSeen(Row row) => row.Since(row.Object.Text("firstTimestamp") ?? row.Object.Text("eventTime"));

    private static string LastSeen(Row row)
    {
        if (row.Object.Object("series") is { } series) return row.Since(series.Text("lastObservedTime"));
        return row.Object.Text("lastTimestamp") is { } last ? row.Since(last) : FirstSeen(row);
    }

    private static string Target(JsonObject? involved)
    {
        var kind = involved.Text("kind")?.ToLowerInvariant() ?? "";
        return involved.Text("name") is { Length: > 0 } name ? $"{kind}/{name}" : kind;
    }

    private static string Source(Row row)
    {
        var source = row.Object.Object("source");
        var component = source.Text("component") is { Length: > 0 } named ? named : row.Object.Text("reportingComponent") ?? "";
        var host = source.Text("host") is { Length: > 0 } found ? found : row.Object.Text("reportingInstance") ?? "";
        return host.Length == 0 ? component : $"{component}, {host}";
    }

    private static string Quota(Row row, bool limits) => string.Join(", ", row.Status.TextMap("hard").OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Where(pair => pair.Key.StartsWith("limits.", StringComparison.Ordinal) == limits)
        .Select(pair => $"{pair.Key}: {row.Status.Object("used").Text(pair.Key) ?? "0"}/{pair.Value}"));
}
