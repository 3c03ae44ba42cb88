namespace NetpolOrleans.Cli.Graphs.Layout;

/// <summary>
/// Lays a graph out in layers from left to right: layers by the longest way, long edges bent through the layers that they pass,
/// few crossings by sweeps over the barycentres. Deterministic, in time proportional to edges and the layers that they pass.
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 12;
    private readonly Dictionary<string, LayoutCell> cells = [];
    private readonly Dictionary<(string From, string To), List<LayoutCell>> routes = [];
    private readonly List<List<LayoutCell>> layers = [];

    /// <summary>Lays the graph out.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="height">The vertical room of a node.</param>
    /// <param name="bend">The vertical room of a passing edge.</param>
    public LayeredLayout(ConnectionGraph graph, double height, double bend)
    {
        var targets = graph.Edges.Select(edge => (edge.From, edge.To)).Distinct().ToLookup(edge => edge.From, edge => edge.To);
        var layerOf = LayerAssignment.Of([.. graph.Nodes.Select(node => node.Id)], targets);
        foreach (var node in graph.Nodes.OrderBy(node => node.Namespace is null).ThenBy(node => node.Namespace, StringComparer.Ordinal).ThenBy(node => node.Name, StringComparer.Ordinal))
            cells[node.Id] = Place(new(node.Id, layerOf[node.Id]));
        foreach (var from in targets)
            foreach (var to in from) Route(from.Key, to);
        for (var sweep = 0; sweep < Sweeps; sweep++) Sweep(toTheRight: sweep % 2 == 0);
        for (var pass = 0; pass < Sweeps; pass++) Align(height, bend, toTheRight: pass % 2 == 0);
        MoveToTop();
    }

    /// <summary>How many layers there are.</summary>
    public int Layers => layers.Count;

    /// <summary>Where a node is.</summary>
    public LayoutCell this[string node] => cells[node];

    /// <summary>The places that an edge passes, its ends included, from the left; those of an edge that leads back lead back, too.</summary>
    public IReadOnlyList<LayoutCell> Path(string from, string to) => routes[(from, to)];

    /// <summary>The lowest edge of all cells.</summary>
    public double Height { get; private set; }

    private LayoutCell Place(LayoutCell cell)
    {
        while (layers.Count <= cell.Layer) layers.Add([]);
        cell.Order = layers[cell.Layer].Count;
        layers[cell.Layer].Add(cell);
        return cell;
    }

    private void Route(string from, string to)
    {
        var (left, right) = (cells[from], cells[to]);
        var leadsBack = left.Layer > right.Layer;
        if (leadsBack) (left, right) = (right, left);
        List<LayoutCell> path = [left];
        for (var layer = left.Layer + 1; layer < right.Layer; layer++) path.Add(Place(new(null, layer)));
        path.Add(right);
        foreach (var (a, b) in path.Zip(path.Skip(1)).Where(pair => pair.First.Layer != pair.Second.Layer))
        {
            a.Right.Add(b);
            b.Left.Add(a);
        }
        if (leadsBack) path.Reverse();
        routes[(from, to)] = path;
    }

    private void Sweep(bool toTheRight)
    {
        foreach (var layer in toTheRight ? layers : Enumerable.Reverse(layers))
        {
            var sorted = layer.OrderBy(cell => Barycentre(toTheRight ? cell.Left : cell.Right, other => other.Order, cell.Order)).ToList();
            foreach (var (order, cell) in sorted.Index()) cell.Order = order;
            layer.Clear();
            layer.AddRange(sorted);
        }
    }

    /// <summary>Moves each cell to the middle of its neighbours, as far as the order and the room of the others let it.</summary>
    private void Align(double height, double bend, bool toTheRight)
    {
        foreach (var layer in toTheRight ? layers : Enumerable.Reverse(layers))
        {
            var wanted = layer.ConvertAll(cell => Barycentre([.. cell.Left, .. cell.Right], other => other.Y, cell.Y));
            var free = double.NegativeInfinity;
            foreach (var (cell, y) in layer.Zip(wanted))
            {
                var half = (cell.Node is null ? bend : height) / 2;
                cell.Y = Math.Max(y, free + half);
                free = cell.Y + half;
            }
            var shift = layer.Zip(wanted).Average(pair => pair.Second - pair.First.Y);
            foreach (var cell in layer) cell.Y += shift;
        }
    }

    private void MoveToTop()
    {
        var all = layers.SelectMany(layer => layer).ToList();
        if (all.Count == 0) return;
        var top = all.Min(cell => cell.Y);
        foreach (var cell in all) cell.Y -= top;
        Height = all.Max(cell => cell.Y);
    }

    private static double Barycentre(List<LayoutCell> neighbours, Func<LayoutCell, double> position, double own) =>
        neighbours.Count == 0 ? own : neighbours.Average(position);
}
