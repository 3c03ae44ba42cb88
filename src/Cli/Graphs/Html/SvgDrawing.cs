using System.Globalization;
using System.Net;
using System.Text;
using NetpolOrleans.Cli.Graphs.Layout;
using NetpolOrleans.Cli.Reports;

namespace NetpolOrleans.Cli.Graphs.Html;

/// <summary>Draws a graph as SVG; its colours come from the page's style sheet.</summary>
internal sealed class SvgDrawing
{
    private const double NodeWidth = 196, NodeHeight = 46, RowHeight = 62, BendHeight = 24, ColumnWidth = 330, Margin = 24;
    private const int ManyEdges = 45, LongestName = 25;

    private readonly LayeredLayout layout;
    private readonly IReadOnlyDictionary<string, int> hues;

    private SvgDrawing(ConnectionGraph graph, IReadOnlyDictionary<string, int> hues)
    {
        layout = new(graph, RowHeight, BendHeight);
        this.hues = hues;
    }

    /// <summary>The <c>svg</c> element.</summary>
    public static string Write(ConnectionGraph graph, IReadOnlyDictionary<string, int> hues) => new SvgDrawing(graph, hues).Write(graph);

    private string Write(ConnectionGraph graph)
    {
        var width = (Math.Max(1, layout.Layers) - 1) * ColumnWidth + NodeWidth + (2 * Margin);
        var height = layout.Height + NodeHeight + (2 * Margin);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\"");
        text.Append(graph.Edges.Count > ManyEdges ? " class=\"busy\"" : "").Append(" role=\"img\" aria-label=\"Network connections\">\n");
        text.Append("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>\n");
        foreach (var edge in graph.Edges) WriteEdge(text, edge);
        foreach (var node in graph.Nodes) WriteNode(text, node);
        return text.Append("</svg>").ToString();
    }

    private void WriteNode(StringBuilder text, GraphNode node)
    {
        var cell = layout[node.Id];
        var (x, y) = (X(cell), Y(cell) - (NodeHeight / 2));
        var hue = node.Namespace is null ? 0 : hues[node.Namespace];
        var classes = node.Namespace is null ? "node outside" : node.IngressIsolated && node.EgressIsolated ? "node" : "node open";
        text.Append(CultureInfo.InvariantCulture, $"<g class=\"{classes}\" data-id=\"{Encode(node.Id)}\" style=\"--h:{hue}\" tabindex=\"0\" transform=\"translate({x:0.#} {y:0.#})\"><title>{Encode(node.Id)}</title>");
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"card\" width=\"{NodeWidth}\" height=\"{NodeHeight}\" rx=\"9\"/><rect class=\"stripe\" x=\"7\" y=\"9\" width=\"4\" height=\"{NodeHeight - 18}\" rx=\"2\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"20\" y=\"20\">{Encode(Short(node.Name))}</text><text class=\"sub\" x=\"20\" y=\"36\">{Encode(Short(Subtitle(node)))}</text></g>\n");
    }

    private void WriteEdge(StringBuilder text, GraphEdge edge)
    {
        var (path, x, y) = Curve(layout.Path(edge.From, edge.To));
        text.Append($"<g class=\"edge{(edge.Blocked ? " blocked" : "")}\" data-from=\"{Encode(edge.From)}\" data-to=\"{Encode(edge.To)}\">");
        text.Append($"<title>{Encode(Title(edge))}</title><path d=\"{path}\" marker-end=\"url(#tip)\"/>");
        if (edge.Ports.Count > 0) text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\">{Encode(PortsText.Of(edge.Ports))}</text>");
        text.Append("</g>\n");
    }

    /// <summary>A smooth line through the places of an edge, and where its label goes: near its end, where lines have parted.</summary>
    private (string Path, double LabelX, double LabelY) Curve(IReadOnlyList<LayoutCell> cells)
    {
        var (first, last) = (cells[0], cells[^1]);
        var direction = last.Layer >= first.Layer ? 1 : -1;
        if (first.Layer == last.Layer) return Bow(first, last);
        var points = new List<(double X, double Y)> { (Side(first, direction > 0), Y(first)) };
        foreach (var cell in cells.Skip(1).SkipLast(1)) points.AddRange([(Side(cell, direction < 0), Y(cell)), (Side(cell, direction > 0), Y(cell))]);
        points.Add((Side(last, direction < 0), Y(last)));
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}"));
        foreach (var (a, b) in points.Zip(points.Skip(1)))
        {
            var pull = (b.X - a.X) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{a.X + pull:0.#} {a.Y:0.#} {b.X - pull:0.#} {b.Y:0.#} {b.X:0.#} {b.Y:0.#}");
        }
        var (from, to) = (points[^2], points[^1]);
        return (path.ToString(), from.X + ((to.X - from.X) * 0.62), from.Y + ((to.Y - from.Y) * 0.75) - 4);
    }

    private static (string Path, double LabelX, double LabelY) Bow(LayoutCell first, LayoutCell last)
    {
        var x = Side(first, right: true);
        var path = string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {Y(first):0.#}C{x + 60:0.#} {Y(first):0.#} {x + 60:0.#} {Y(last):0.#} {x:0.#} {Y(last):0.#}");
        return (path, x + 48, (Y(first) + Y(last)) / 2);
    }

    private static double X(LayoutCell cell) => Margin + (cell.Layer * ColumnWidth);

    private static double Y(LayoutCell cell) => Margin + (NodeHeight / 2) + cell.Y;

    private static double Side(LayoutCell cell, bool right) => X(cell) + (right ? NodeWidth : 0);

    private static string Subtitle(GraphNode node) => node.Namespace is null ? "outside of the cluster" : $"{node.Kind} in {node.Namespace}";

    private static string Title(GraphEdge edge) => string.Join('\n', [$"{edge.From} → {edge.To}", .. edge.Because]);

    private static string Short(string text) => text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
