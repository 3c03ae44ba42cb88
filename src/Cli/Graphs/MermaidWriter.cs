using System.Text;
using NetpolOrleans.Cli.Reports;

namespace NetpolOrleans.Cli.Graphs;

/// <summary>Graphs as a Mermaid flowchart: one box for each namespace.</summary>
internal static class MermaidWriter
{
    /// <summary>The flowchart.</summary>
    public static string Write(ConnectionGraph graph)
    {
        var ids = graph.Nodes.Index().ToDictionary(entry => entry.Item.Id, entry => $"n{entry.Index}");
        var text = new StringBuilder("flowchart LR\n");
        foreach (var (index, group) in graph.Nodes.Where(node => node.Namespace is not null).GroupBy(node => node.Namespace!).Index())
        {
            text.Append($"  subgraph ns{index}[\"{Escape(group.Key)}\"]\n");
            foreach (var node in group) text.Append($"    {ids[node.Id]}[\"{Escape(node.Name)}<br/><small>{node.Kind}</small>\"]\n");
            text.Append("  end\n");
        }
        foreach (var node in graph.Nodes.Where(node => node.Namespace is null)) text.Append($"  {ids[node.Id]}([\"{Escape(node.Name)}\"])\n");
        foreach (var edge in graph.Edges)
            text.Append($"  {ids[edge.From]} {(edge.Blocked ? "-.->" : "-->")}{Label(edge)} {ids[edge.To]}\n");
        return text.ToString();
    }

    private static string Label(GraphEdge edge) => (edge.Blocked, edge.Ports.Count) switch
    {
        (true, 0) => "|\"blocked\"|",
        (true, _) => $"|\"blocked {PortsText.Of(edge.Ports)}\"|",
        _ => $"|\"{PortsText.Of(edge.Ports)}\"|",
    };

    private static string Escape(string text) => text.Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
