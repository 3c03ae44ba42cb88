using System.Globalization;
using System.Text;
using NetpolOrleans.Cli.Graphs.Layout;

namespace NetpolOrleans.Cli.Graphs.Html;

/// <summary>The lines of edges.</summary>
internal static class EdgeCurve
{
    private const double LabelGap = 9, LabelHeight = 13, LabelWidth = 52;

    /// <summary>A smooth line through the places of an edge.</summary>
    public static string Of(IReadOnlyList<LayoutCell> cells)
    {
        var (first, last) = (cells[0], cells[^1]);
        var direction = last.Layer >= first.Layer ? 1 : -1;
        if (first.Layer == last.Layer) return Bow(first, last);
        var points = new List<(double X, double Y)> { (Geometry.Side(first, direction > 0), Geometry.Middle(first)) };
        foreach (var cell in cells.Skip(1).SkipLast(1)) points.AddRange([(Geometry.Side(cell, direction < 0), Geometry.Middle(cell)), (Geometry.Side(cell, direction > 0), Geometry.Middle(cell))]);
        points.Add((Geometry.Side(last, direction < 0), Geometry.Middle(last)));
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}"));
        foreach (var (a, b) in points.Zip(points.Skip(1)))
        {
            var pull = (b.X - a.X) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{a.X + pull:0.#} {a.Y:0.#} {b.X - pull:0.#} {b.Y:0.#} {b.X:0.#} {b.Y:0.#}");
        }
        return path.ToString();
    }

    /// <summary>The end of a label: beside the node that answers, where edges to the same ports share it.</summary>
    /// <param name="cells">The places of the edge.</param>
    /// <param name="line">Which of the node's labels it is, from 0.</param>
    public static (double X, double Y) LabelAt(IReadOnlyList<LayoutCell> cells, int line)
    {
        var comesFromTheLeft = cells[^1].Layer > cells[0].Layer;
        var x = Geometry.Side(cells[^1], right: !comesFromTheLeft) + (comesFromTheLeft ? -LabelGap : LabelGap + LabelWidth);
        return (x, Geometry.Middle(cells[^1]) - LabelGap - (line * LabelHeight));
    }

    private static string Bow(LayoutCell first, LayoutCell last)
    {
        var x = Geometry.Side(first, right: true);
        return string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {Geometry.Middle(first):0.#}C{x + 60:0.#} {Geometry.Middle(first):0.#} {x + 60:0.#} {Geometry.Middle(last):0.#} {x:0.#} {Geometry.Middle(last):0.#}");
    }
}
