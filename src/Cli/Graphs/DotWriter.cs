using System.Text;
using NetpolOrleans.Cli.Reports;

namespace NetpolOrleans.Cli.Graphs;

/// <summary>Graphs in Graphviz's language: one cluster for each namespace.</summary>
internal static class DotWriter
{
    /// <summary>The digraph.</summary>
    public static string Write(ConnectionGraph graph)
    {
        var text = new StringBuilder("digraph netpol {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        foreach (var (index, group) in graph.Nodes.Where(node => node.Namespace is not null).GroupBy(node => node.Namespace!).Index())
        {
            text.Append($"  subgraph cluster_{index} {{\n    label={Quote(group.Key)};\n");
            foreach (var node in group) text.Append($"    {Quote(node.Id)} [label={Quote($"{node.Name}\n{node.Kind}")}];\n");
            text.Append("  }\n");
        }
        foreach (var node in graph.Nodes.Where(node => node.Namespace is null)) text.Append($"  {Quote(node.Id)} [label={Quote(node.Name)}, shape=ellipse];\n");
        foreach (var edge in graph.Edges)
            text.Append($"  {Quote(edge.From)} -> {Quote(edge.To)} [label={Quote(edge.Ports.Count == 0 ? "" : PortsText.Of(edge.Ports))}{(edge.Blocked ? ", style=dashed, color=gray" : "")}];\n");
        return text.Append("}\n").ToString();
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
