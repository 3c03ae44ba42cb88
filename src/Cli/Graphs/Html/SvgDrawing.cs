using System.Globalization;
using System.Net;
using System.Text;
using NetpolOrleans.Cli.Graphs.Layout;
using NetpolOrleans.Cli.Reports;

namespace NetpolOrleans.Cli.Graphs.Html;

/// <summary>Draws a graph as SVG; its colours come from the page's style sheet.</summary>
internal sealed class SvgDrawing
{
    private const double RowHeight = 62, BendHeight = 24;
    private const int ManyEdges = 45, LongestName = 24;

    private readonly LayeredLayout layout;
    private readonly IReadOnlyDictionary<string, int> hues;
    private readonly Dictionary<string, List<string>> portsAt;

    private SvgDrawing(ConnectionGraph graph, IReadOnlyDictionary<string, int> hues)
    {
        layout = new(graph, RowHeight, BendHeight);
        this.hues = hues;
        portsAt = graph.Edges.GroupBy(edge => edge.To).ToDictionary(group => group.Key, group => group.Select(edge => PortsText.Of(edge.Ports)).Distinct().ToList());
    }

    /// <summary>The <c>svg</c> element.</summary>
    public static string Write(ConnectionGraph graph, IReadOnlyDictionary<string, int> hues) => new SvgDrawing(graph, hues).Write(graph);

    private string Write(ConnectionGraph graph)
    {
        var width = (Math.Max(1, layout.Layers) - 1) * Geometry.ColumnWidth + Geometry.NodeWidth + (2 * Geometry.Margin);
        var height = layout.Height + Geometry.NodeHeight + (2 * Geometry.Margin);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" style=\"--w:{width:0}px\" viewBox=\"0 0 {width:0} {height:0}\"");
        text.Append(graph.Edges.Count > ManyEdges ? " class=\"busy\"" : "").Append(" role=\"img\" aria-label=\"Network connections\">\n");
        text.Append("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>\n");
        foreach (var edge in graph.Edges) WriteEdge(text, edge);
        foreach (var node in graph.Nodes) WriteNode(text, node);
        return text.Append("</svg>").ToString();
    }

    private void WriteNode(StringBuilder text, GraphNode node)
    {
        var cell = layout[node.Id];
        var (x, y) = (Geometry.Left(cell), Geometry.Middle(cell) - (Geometry.NodeHeight / 2));
        var hue = node.Namespace is null ? 0 : hues[node.Namespace];
        var classes = node.Namespace is null ? "node outside" : node.IngressIsolated && node.EgressIsolated ? "node" : "node open";
        text.Append(CultureInfo.InvariantCulture, $"<g class=\"{classes}\" data-id=\"{Encode(node.Id)}\" style=\"--h:{hue}\" tabindex=\"0\" transform=\"translate({x:0.#} {y:0.#})\"><title>{Encode(node.Id)}</title>");
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"card\" width=\"{Geometry.NodeWidth}\" height=\"{Geometry.NodeHeight}\" rx=\"9\"/><rect class=\"stripe\" x=\"7\" y=\"9\" width=\"4\" height=\"{Geometry.NodeHeight - 18}\" rx=\"2\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"20\" y=\"20\">{Encode(Short(node.Name))}</text><text class=\"sub\" x=\"20\" y=\"36\">{Encode(Short(Subtitle(node)))}</text></g>\n");
    }

    private void WriteEdge(StringBuilder text, GraphEdge edge)
    {
        var cells = layout.Path(edge.From, edge.To);
        var (x, y) = EdgeCurve.LabelAt(cells, portsAt[edge.To].IndexOf(PortsText.Of(edge.Ports)));
        text.Append($"<g class=\"edge{(edge.Blocked ? " blocked" : "")}\" data-from=\"{Encode(edge.From)}\" data-to=\"{Encode(edge.To)}\">");
        text.Append($"<title>{Encode(Title(edge))}</title><path d=\"{EdgeCurve.Of(cells)}\" marker-end=\"url(#tip)\"/>");
        if (edge.Ports.Count > 0) text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\">{Encode(PortsText.Of(edge.Ports))}</text>");
        text.Append("</g>\n");
    }

    private static string Subtitle(GraphNode node) => node.Namespace is null ? "outside of the cluster" : $"{node.Kind} in {node.Namespace}";

    private static string Title(GraphEdge edge) => string.Join('\n', [$"{edge.From} → {edge.To}", .. edge.Because]);

    private static string Short(string text) => text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
