using System.CommandLine;
using NetpolOrleans.Cli.Graphs;
using NetpolOrleans.Cli.Graphs.Html;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Worlds;

namespace NetpolOrleans.Cli.Commands;

/// <summary><c>netpol graph</c>: who reaches whom, as a picture.</summary>
internal static class GraphCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliIo io)
    {
        var command = new NetpolSubcommand("graph", "Draw who reaches whom.",
            ("netpol graph k8s/", "a Mermaid flowchart, for Markdown"),
            ("netpol graph k8s/ -o html > connections.html", "one page with a drawing and a table, to look at in a browser"),
            ("netpol graph k8s/ -o dot | dot -Tsvg > connections.svg", "for Graphviz"),
            ("netpol graph --from-cluster -o json", "nodes and edges, for a program"));
        var input = new InputOptions().AddPathsTo(command).AddTo(command);
        var output = OutputOption.AddTo(command, "mermaid", "dot", "json", "html");
        var source = PolicySourceOption.Create(
            "Draw by the policies given, by those that the controller would write, or by all. [default: given, and synth where there is no NetworkPolicy]");
        command.Add(source);
        command.SetAction(async (parsed, cancellation) =>
        {
            var objects = await input.LoadAsync(parsed, io, cancellation);
            var matrix = ConnectionMatrix.Of(objects.World, objects.Policies(PolicySourceOption.Choose(parsed.GetValue(source), objects)));
            var graph = new GraphBuilder(matrix, objects.Synthesize()).Build();
            await io.Out.WriteAsync(parsed.GetValue(output) switch
            {
                "dot" => DotWriter.Write(graph),
                "json" => JsonText.Of(graph),
                "html" => HtmlPage.Write(graph),
                _ => MermaidWriter.Write(graph),
            });
            return objects.Log.ExitCode;
        });
        return command;
    }
}
