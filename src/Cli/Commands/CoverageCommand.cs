using System.CommandLine;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol coverage</c>: how much of what workloads talk to is known.</summary>
internal static class CoverageCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("coverage", "Tell per namespace which workloads name their peers, which name none, and which no policy can select.",
            ("netpol coverage k8s/", "all manifests of a folder"),
            ("netpol coverage --from-cluster -o json", "a live cluster, for a program"));
        var input = new InputOptions().AddPathsTo(command).AddTo(command);
        var output = OutputOption.AddTo(command, "text", "json");
        command.SetAction(async (parsed, cancellation) =>
        {
            var objects = await input.LoadAsync(parsed, io, cancellation);
            var workloads = objects.Synthesize();
            List<CoverageReport> reports = [.. CoverageReport.Of(workloads, BaselineReport.Of(objects.Objects.ToSnapshot(), workloads, objects.Options))];
            if (parsed.GetValue(output) == "json") await io.Out.WriteAsync(JsonText.Of(new { Namespaces = reports }));
            else Show(reports, io);
            return objects.Log.ExitCode;
        });
        return command;
    }

    private static void Show(IReadOnlyList<CoverageReport> reports, CliIo io)
    {
        var page = new Page(io);
        foreach (var report in reports)
        {
            page.Line($"[bold]{report.Namespace}[/]  {report.Covered} of {report.Workloads} workloads get a policy, {report.WithReferences.Count} name their peers");
            foreach (var name in report.WithoutReferences) page.Line($"  [yellow]names nobody[/]   {name}  [dim]peers may be compiled in: declare them, if there are any[/]");
            foreach (var name in report.ExternalOnly) page.Line($"  [yellow]outside only[/]   {name}");
            foreach (var workload in report.WithoutPolicy) page.Line($"  [red]no policy[/]      {workload.Workload}  [dim]{workload.Reason}[/]");
            if (report.BaselineUncovered is { Count: > 0 } uncovered) page.Line($"  [red]no baseline[/]    [dim]no policy covers {string.Join(", ", uncovered)}[/]");
            foreach (var finding in report.Findings) page.Line($"  [yellow]to look at[/]     {finding.Workload}  [dim]{finding.Message}[/]");
        }
        page.Line($"{reports.Sum(report => report.Covered)} of {reports.Sum(report => report.Workloads)} workloads get a policy");
        page.Show();
    }
}
