using System.Globalization;
using System.Net;
using NetpolOrleans.Cli.Reports;

namespace NetpolOrleans.Cli.Graphs.Html;

/// <summary>A graph as one page that needs nothing else: the drawing, and a table of the same connections with their evidence.</summary>
internal static class HtmlPage
{
    private const string Template = "page.html";

    /// <summary>The page.</summary>
    public static string Write(ConnectionGraph graph)
    {
        var hues = NamespaceHues.Of(graph);
        return Read()
            .Replace("{{summary}}", Summary(graph), StringComparison.Ordinal)
            .Replace("{{legend}}", Legend(hues), StringComparison.Ordinal)
            .Replace("{{drawing}}", SvgDrawing.Write(graph, hues), StringComparison.Ordinal)
            .Replace("{{rows}}", string.Join('\n', graph.Edges.Select(Row)), StringComparison.Ordinal);
    }

    private static string Summary(ConnectionGraph graph)
    {
        var workloads = graph.Nodes.Count(node => node.Namespace is not null);
        var blocked = graph.Edges.Count(edge => edge.Blocked);
        return $"{Counted.Of(workloads, "workload")}, {Counted.Of(graph.Edges.Count - blocked, "allowed connection")}"
            + (blocked == 0 ? "" : $", {Counted.Of(blocked, "blocked reference")} to the outside");
    }

    private static string Legend(IReadOnlyDictionary<string, int> hues) => string.Concat(
        [
            .. hues.Select(pair => string.Create(CultureInfo.InvariantCulture, $"<span><i style=\"--h:{pair.Value}\"></i>{WebUtility.HtmlEncode(pair.Key)}</span>")),
            "<span><i class=\"none\"></i>outside of the cluster</span>",
            "<span><i class=\"dash\"></i>no policy isolates it</span>",
            "<span><i class=\"blocked\"></i>named, but blocked</span>",
        ]);

    private static string Row(GraphEdge edge) =>
        $"<tr data-from=\"{Encode(edge.From)}\" data-to=\"{Encode(edge.To)}\"><td>{Encode(edge.From)}</td><td>{Encode(edge.To)}</td>"
        + $"<td>{(edge.Blocked ? "blocked " : "")}{(edge.Ports.Count == 0 ? "" : PortsText.Of(edge.Ports))}</td>"
        + $"<td class=\"because\">{Encode(string.Join('\n', edge.Because))}</td></tr>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Read()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(typeof(HtmlPage), Template)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
