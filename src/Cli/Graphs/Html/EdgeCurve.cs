using System.Globalization;
using System.Text;
using NetpolOrleans.Cli.Graphs.Layout;

namespace NetpolOrleans.Cli.Graphs.Html;

/// <summary>The lines of edges.</summary>
internal static class EdgeCurve
{
    /// <summary>A smooth line through the places of an edge, and where its label goes: near its end, where lines have parted.</summary>
    public static (string Path, double LabelX, double LabelY) Of(IReadOnlyList<LayoutCell> cells)
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
        var (from, to) = (points[^2], points[^1]);
        return (path.ToString(), from.X + ((to.X - from.X) * 0.62), from.Y + ((to.Y - from.Y) * 0.75) - 4);
    }

    private static (string Path, double LabelX, double LabelY) Bow(LayoutCell first, LayoutCell last)
    {
        var x = Geometry.Side(first, right: true);
        var path = string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {Geometry.Middle(first):0.#}C{x + 60:0.#} {Geometry.Middle(first):0.#} {x + 60:0.#} {Geometry.Middle(last):0.#} {x:0.#} {Geometry.Middle(last):0.#}");
        return (path, x + 48, (Geometry.Middle(first) + Geometry.Middle(last)) / 2);
    }
}
