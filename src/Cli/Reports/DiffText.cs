using System.Text;
using NetpolOrleans.Cli.Output;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Differences for people.</summary>
internal static class DiffText
{
    /// <summary>Adds a difference to a page.</summary>
    public static void Write(Page page, ConnectionDiff diff)
    {
        foreach (var name in diff.AddedWorkloads) page.Line($"[green]+ workload {name}[/]");
        foreach (var name in diff.RemovedWorkloads) page.Line($"[red]- workload {name}[/]");
        foreach (var group in ConnectionGroup.Of(diff.Opened)) page.Line($"[green]+ opens  {group.From} -> {group.To}[/]  {group.Ports}");
        foreach (var group in ConnectionGroup.Of(diff.Closed)) page.Line($"[red]- closes {group.From} -> {group.To}[/]  {group.Ports}");
        page.Line($"[dim]{Summary(diff)}[/]");
    }

    /// <summary>The difference as Markdown, for a comment on a pull request.</summary>
    public static string Markdown(ConnectionDiff diff)
    {
        var text = new StringBuilder("### Network connections\n\n");
        if (diff.IsEmpty) return text.Append("No connection changes.\n").ToString();
        text.Append("| | from | to | ports |\n|---|---|---|---|\n");
        foreach (var group in ConnectionGroup.Of(diff.Opened)) text.Append($"| 🟢 opens | `{group.From}` | `{group.To}` | {group.Ports} |\n");
        foreach (var group in ConnectionGroup.Of(diff.Closed)) text.Append($"| 🔴 closes | `{group.From}` | `{group.To}` | {group.Ports} |\n");
        return text.Append('\n').Append(Summary(diff)).Append(".\n").ToString();
    }

    private static string Summary(ConnectionDiff diff) =>
        diff.IsEmpty ? "no connection changes" : $"{Counted.Of(diff.Opened.Count, "connection")} opened, {diff.Closed.Count} closed";
}
