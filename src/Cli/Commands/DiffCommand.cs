using System.CommandLine;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Reports;
using NetpolOrleans.Cli.Worlds;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol diff</c>: which connections, not which lines, a change opens and closes.</summary>
internal static class DiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("diff", "Tell which connections a change opens and closes.",
            ("netpol diff main/k8s branch/k8s", "two states of a folder of manifests"),
            ("netpol diff old-policies.yaml new-policies.yaml -f workloads.yaml", "two sets of policies over the same workloads"),
            ("git show HEAD:k8s.yaml | netpol diff - k8s.yaml --exit-code -o markdown", "a check of a pull request, with a comment for it"));
        var before = new Argument<string>("old") { Description = "The old state: a manifest, a folder, or -.", HelpName = "OLD" };
        var after = new Argument<string>("new") { Description = "The new state.", HelpName = "NEW" };
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 1 where a connection changes." };
        var source = PolicySourceOption.Create(
            "Judge by the policies given, by those that the controller would write, or by all. [default: given, and synth where neither side has a NetworkPolicy]");
        command.Add(before);
        command.Add(after);
        command.Add(exitCode);
        command.Add(source);
        var input = new InputOptions().AddTo(command, withCluster: false);
        var output = OutputOption.AddTo(command, "text", "json", "markdown");
        command.SetAction(parsed =>
        {
            var old = input.LoadOnly([parsed.GetValue(before)!], parsed, io);
            var now = input.LoadOnly([parsed.GetValue(after)!], parsed, io);
            var chosen = PolicySourceOption.Choose(parsed.GetValue(source), old, now);
            var diff = ConnectionDiff.Between(ConnectionMatrix.Of(old.World, old.Policies(chosen)), ConnectionMatrix.Of(now.World, now.Policies(chosen)));
            Write(diff, parsed.GetValue(output)!, io);
            var changed = parsed.GetValue(exitCode) && !diff.IsEmpty;
            return changed || old.Log.HasErrors || now.Log.HasErrors ? ExitCodes.Failure : ExitCodes.Success;
        });
        return command;
    }

    private static void Write(ConnectionDiff diff, string format, CliIo io)
    {
        if (format == "json")
        {
            io.Out.Write(JsonText.Of(diff));
        }
        else if (format == "markdown")
        {
            io.Out.Write(DiffText.Markdown(diff));
        }
        else
        {
            var page = new Page(io);
            DiffText.Write(page, diff);
            page.Show();
        }
    }
}
