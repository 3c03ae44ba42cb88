namespace NetpolOrleans.Cli.Graphs.Layout;

/// <summary>A place in a layer: a node's, or a bend of an edge that passes the layer.</summary>
internal sealed class LayoutCell(string? node, int layer)
{
    /// <summary>The node's id; null for a bend.</summary>
    public string? Node { get; } = node;

    /// <summary>The layer, from the left.</summary>
    public int Layer { get; } = layer;

    /// <summary>The position in the layer, from the top.</summary>
    public int Order { get; set; }

    /// <summary>The vertical centre.</summary>
    public double Y { get; set; }

    /// <summary>The cells to its left that an edge leads from.</summary>
    public List<LayoutCell> Left { get; } = [];

    /// <summary>The cells to its right that an edge leads to.</summary>
    public List<LayoutCell> Right { get; } = [];
}
