using NetpolOrleans.Cli.Graphs.Layout;

namespace NetpolOrleans.Cli.Graphs.Html;

/// <summary>Where the places of a layout are on the drawing, in pixels.</summary>
internal static class Geometry
{
    /// <summary>The size of a node's card.</summary>
    public const double NodeWidth = 212, NodeHeight = 46;

    /// <summary>From the left of a layer to the left of the next.</summary>
    public const double ColumnWidth = 326;

    /// <summary>The room around the drawing.</summary>
    public const double Margin = 24;

    /// <summary>The left side of a place.</summary>
    public static double Left(LayoutCell cell) => Margin + (cell.Layer * ColumnWidth);

    /// <summary>The side of a place on which edges to the right, or to the left, begin.</summary>
    public static double Side(LayoutCell cell, bool right) => Left(cell) + (right ? NodeWidth : 0);

    /// <summary>The vertical centre of a place.</summary>
    public static double Middle(LayoutCell cell) => Margin + (NodeHeight / 2) + cell.Y;
}
