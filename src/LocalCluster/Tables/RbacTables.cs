using LocalKubernetes.Json;

namespace LocalKubernetes.Tables;

/// <summary>Columns of role bindings.</summary>
internal static class RbacTables
{
    public static TableLayout Bindings { get; } = new(
        Column.Named,
        Column.Text("Role", row => $"{row.Object.Object("roleRef").Text("kind")}/{row.Object.Object("roleRef").Text("name")}"),
        Column.Age,
        Column.Text("Users", row => Subjects(row, "User")).Wide(),
        Column.Text("Groups", row => Subjects(row, "Group")).Wide(),
        Column.Text("ServiceAccounts", row => Subjects(row, "ServiceAccount")).Wide());

    private static string Subjects(Row row, string kind) => string.Join(", ", row.Object.Objects("subjects").Where(each => each.Text("kind") == kind)
        .Select(each => kind == "ServiceAccount" ? $"{each.Text("namespace")}/{each.Text("name")}" : each.Text("name")));
}
