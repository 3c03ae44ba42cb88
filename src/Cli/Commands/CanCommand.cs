using System.CommandLine;
using System.CommandLine.Parsing;
using NetpolOrleans.Cli.Manifests;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Cli.Worlds;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol can</c>: does a connection pass, and which rule decides.</summary>
internal static class CanCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("can", "Tell whether a connection is allowed, and which policies decide.",
            ("netpol can shop/deploy/web shop/deploy/api:8080 -f k8s/", "a workload to a workload's pod port, over the NetworkPolicies among the files"),
            ("netpol can pod/probe svc/api:80 -n shop -f cluster.yaml", "to the pods behind a Service's port"),
            ("netpol can deploy/web 10.0.0.7:5432/tcp -f k8s/ --policies all", "over the files' policies and those that the controller would add"),
            ("netpol can --all --from-cluster -o json", "the whole matrix of a live cluster"));
        var from = new Argument<string?>("from") { Description = "[namespace/]kind/name or an address.", HelpName = "FROM", Arity = ArgumentArity.ZeroOrOne };
        var to = new Argument<string?>("to") { Description = "The same or [namespace/]service/name, with :port[/protocol] behind it.", HelpName = "TO", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Judge every pair of workloads, and the outside of the cluster." };
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 1 where the connection is denied." };
        var source = PolicySourceOption.Create("Judge by the policies given, by those that the controller would write, or by all. [default: given]");
        command.Add(from);
        command.Add(to);
        command.Add(all);
        command.Add(exitCode);
        command.Add(source);
        var input = new InputOptions().AddTo(command).CompleteWorkloads(from, to);
        var output = OutputOption.AddTo(command, "text", "json");
        command.Validators.Add(result => Validate(result, all, from, to));
        command.SetAction(async (parsed, cancellation) =>
        {
            var objects = await input.LoadAsync(parsed, io, cancellation);
            var policies = objects.Policies(PolicySourceOption.Parse(parsed.GetValue(source)) ?? PolicySource.Given);
            if (policies.Count == 0) objects.Log.Report(new(Severity.Note, "netpol", "there is no NetworkPolicy to judge by; --policies synth judges by what the controller would write"));
            var isJson = parsed.GetValue(output) == "json";
            if (parsed.GetValue(all))
            {
                ShowAll(ConnectionMatrix.Of(objects.World, policies), isJson, io);
                return objects.Log.ExitCode;
            }
            var answer = CanAnswer.Of(new QuestionReader(objects.World).Read(parsed.GetValue(from)!, parsed.GetValue(to)!), policies);
            if (isJson) await io.Out.WriteAsync(JsonText.Of(answer));
            else Show(answer, io);
            return parsed.GetValue(exitCode) && !answer.Allowed ? ExitCodes.Failure : objects.Log.ExitCode;
        });
        return command;
    }

    private static void Validate(CommandResult result, Option<bool> all, Argument<string?> from, Argument<string?> to)
    {
        var ends = new[] { from, to }.Count(end => result.GetResult(end) is { Tokens.Count: > 0 });
        if (result.GetValue(all) && ends > 0) result.AddError("--all judges every pair: leave FROM and TO out");
        else if (!result.GetValue(all) && ends < 2) result.AddError("name FROM and TO, or --all");
    }

    private static void ShowAll(ConnectionMatrix matrix, bool isJson, CliIo io)
    {
        if (isJson)
        {
            io.Out.Write(JsonText.Of(MatrixAnswer.Of(matrix)));
            return;
        }
        var page = new Page(io);
        MatrixTable.Write(page, matrix);
        page.Show();
    }

    private static void Show(CanAnswer answer, CliIo io)
    {
        var page = new Page(io);
        foreach (var flow in answer.Flows)
        {
            var arrow = $"{flow.From} -> {flow.To}:{flow.Port}/{flow.Protocol}";
            if (flow.Allowed) page.Line($"[green]allowed[/] {arrow}");
            else page.Line($"[red]denied[/]  {arrow}");
            page.Line($"  egress   {flow.Egress.Reason}").Line($"  ingress  {flow.Ingress.Reason}");
        }
        foreach (var pair in answer.Reachable)
            page.Line($"[dim]open from {pair.From} to {pair.To}: {PortsText.Of(pair.Ports)}[/]");
        page.Show();
    }
}
