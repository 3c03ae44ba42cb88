using NetpolOrleans.Cli.Output;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Explanations for people.</summary>
internal static class ExplanationText
{
    /// <summary>Adds an explanation to a page.</summary>
    public static void Write(Page page, Explanation explanation)
    {
        page.Line($"[bold]{explanation.Workload}[/]");
        page.Line($"  pods      {explanation.Selector}");
        if (explanation.WithoutPolicy is { } reason) page.Line($"  [yellow]no policy[/] {reason}");
        foreach (var policy in explanation.Policies) page.Line($"  policy    {policy}");
        Write(page, "may send to", explanation.Egress);
        Write(page, "may be reached from", explanation.Ingress);
        Write(page, "pending: takes effect when the target appears", explanation, unopened => unopened.Outcome == Outcome.Pending);
        Write(page, "rejected", explanation, unopened => unopened.Outcome is Outcome.MissingPort or Outcome.NoBackends);
        Write(page, "outside of the cluster: would be blocked", explanation, unopened => unopened.Outcome == Outcome.External);
        if (explanation.Findings.Count > 0) page.Line().Line($"  [bold yellow]to look at[/]");
        foreach (var finding in explanation.Findings) page.Line($"    {finding.Message}");
    }

    private static void Write(Page page, string title, IReadOnlyList<Opening> openings)
    {
        if (openings.Count == 0) return;
        page.Line().Line($"  [bold]{title}[/]");
        foreach (var opening in openings.Where(opening => !IsIngressController(opening)))
        {
            page.Line($"    [green]{opening.Peer}[/] [blue]{(opening.Ports.Count == 0 ? "all ports" : string.Join(", ", opening.Ports))}[/]");
            foreach (var because in opening.Because) Write(page, because);
        }
        if (openings.Count(IsIngressController) is var controllers and > 0)
            page.Line($"    [green]ingress controllers[/] [blue]all ports[/] [dim]({controllers} known ones, -o json lists them)[/]");
    }

    private static void Write(Page page, Because because)
    {
        page.Line($"      [dim]because[/] {because.ToString()}");
        foreach (var evidence in because.Evidence) page.Line($"        [dim]{evidence.ToString()}[/]");
    }

    private static void Write(Page page, string title, Explanation explanation, Func<Unopened, bool> belongs)
    {
        var those = explanation.Unopened.Where(belongs).ToList();
        if (those.Count == 0) return;
        page.Line().Line($"  [bold yellow]{title}[/]");
        foreach (var unopened in those)
        {
            page.Line($"    {unopened.Message}");
            page.Line($"        [dim]{unopened.Evidence.ToString()}[/]");
        }
    }

    private static bool IsIngressController(Opening opening) =>
        opening.Ports.Count == 0 && opening.Because.All(because => because.Rule == ReasonKind.IngressController);
}
