using System.CommandLine;
using NetpolOrleans.Cli.Commands;

namespace NetpolOrleans.Cli.Demo;

/// <summary><c>netpol demo</c>: a cluster, the controller and an application, all in this process.</summary>
internal static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("demo", "Run the controller on a local cluster in this process, with a small shop in it.",
            ("netpol demo", "watch policies appear; work on the cluster with kubectl from a second terminal"),
            ("netpol demo --once > policies.yaml", "the shop's policies, once they are all there"),
            ("netpol demo --faults 7", "rough weather: requests fail, watches break, the server restarts; the policies come all the same"),
            ("netpol demo --faults 'watch *: reset after 3 frames, 20%; every 30s: compact'", "faults of your choice, or a file of them"),
            ("netpol demo --kubeconfig ./demo.kubeconfig", "a kubeconfig in a place of your choice"));
        var once = new Option<bool>("--once") { Description = "Exit when every policy is written, and print them as YAML." };
        var empty = new Option<bool>("--empty") { Description = "Start without the shop." };
        var kubeconfig = new Option<string?>("--kubeconfig") { Description = "Where the local cluster's kubeconfig is written. Otherwise a temporary file.", HelpName = "FILE" };
        var port = new Option<int>("--port") { Description = "The API server's port on 127.0.0.1; 0 takes a free one.", HelpName = "N" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show the controller's log, on standard error." };
        var faults = FaultsOption.Create();
        foreach (var option in new Option[] { once, empty, faults, kubeconfig, port, verbose }) command.Add(option);
        command.SetAction((parsed, cancellation) => new DemoSession(io, new()
        {
            Once = parsed.GetValue(once),
            Empty = parsed.GetValue(empty),
            Kubeconfig = parsed.GetValue(kubeconfig),
            Port = parsed.GetValue(port),
            Verbose = parsed.GetValue(verbose),
            Faults = parsed.GetValue(faults),
        }).RunAsync(cancellation));
        return command;
    }
}
