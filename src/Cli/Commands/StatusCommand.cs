using System.CommandLine;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Replicas;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol status</c>: the replicas, who has which shard, and how they are.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("status", "Show the controller's replicas, which shard each has, and whether it is in step.",
            ("netpol status", "the replicas of the current context, asked through the API server"),
            ("netpol status --url http://127.0.0.1:8080", "one replica, by its address"));
        var cluster = new ClusterOptions().AddTo(command);
        var urls = new Option<string[]>("--url") { Description = "A replica's HTTP address, instead of asking the cluster for its Pods. May be repeated.", HelpName = "URL" };
        var ns = new Option<string>("--namespace", "-n") { Description = "The controller's namespace.", HelpName = "NAME", DefaultValueFactory = _ => "netpol-orleans" };
        var output = OutputOption.AddTo(command, "text", "json");
        command.Add(urls);
        command.Add(ns);
        command.SetAction(async (parsed, cancellation) =>
        {
            var replicas = parsed.GetValue(urls) is { Length: > 0 } given
                ? await ReplicaSurvey.AskAsync(given, cancellation)
                : await cluster.WithAsync(parsed, connection => ReplicaSurvey.AskPodsAsync(connection, parsed.GetValue(ns)!, Warn, cancellation));
            if (parsed.GetValue(output) == "json") await io.Out.WriteAsync(JsonText.Of(new { Replicas = replicas }));
            else Show(replicas);
            return replicas.All(replica => replica.IsReady) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;

        void Warn(string message) => io.Error.WriteLine($"netpol: warning: {message}");

        void Show(IReadOnlyList<ReplicaReport> replicas)
        {
            var page = new Page(io);
            StatusTables.Write(page, replicas, io.Clock.GetUtcNow());
            page.Show();
        }
    }
}
