using System.CommandLine;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Reports;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol explain</c>: rule by rule, why it is there.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("explain", "Tell rule by rule why a workload's policy has it, what is pending or rejected, and what would be blocked.",
            ("netpol explain shop/deployment/web k8s/", "a workload by namespace, kind and name"),
            ("netpol explain web -f k8s/", "by its name alone, wherever it is"),
            ("netpol explain deploy/web --from-cluster -o json", "for a program, off a live cluster"));
        var workload = new Argument<string>("workload") { Description = "[namespace/]kind/name, or a name.", HelpName = "WORKLOAD" };
        command.Add(workload);
        var input = new InputOptions().AddPathsTo(command).AddTo(command).CompleteWorkloads(workload);
        var output = OutputOption.AddTo(command, "text", "json");
        command.SetAction(async (parsed, cancellation) =>
        {
            var objects = await input.LoadAsync(parsed, io, cancellation);
            var explanations = Explain(objects, parsed.GetValue(workload)!);
            if (parsed.GetValue(output) == "json") await io.Out.WriteAsync(JsonText.Of(new { Workloads = explanations }));
            else Show(explanations, io);
            return objects.Log.ExitCode;
        });
        return command;
    }

    private static List<Explanation> Explain(CliInput input, string name)
    {
        var found = input.World.Find(name);
        if (found.Count == 0) throw new CommandFailedException($"no workload '{name}' among {input.Objects.Workloads.Count}; they are called [namespace/]kind/name");
        var reports = input.Synthesize().ToDictionary(report => report.Workload.Key);
        return [.. found.Select(workload => Explanation.Of(reports[workload.Key], reports))];
    }

    private static void Show(IReadOnlyList<Explanation> explanations, CliIo io)
    {
        var page = new Page(io);
        foreach (var (index, explanation) in explanations.Index())
        {
            if (index > 0) page.Line();
            ExplanationText.Write(page, explanation);
        }
        page.Show();
    }
}
