using CsCheck;
using NetpolOrleans.Cli.Graphs;
using NetpolOrleans.Cli.Graphs.Layout;

namespace NetpolOrleans.Cli.Tests.Graphs;

public sealed class LayeredLayoutTests
{
    private static readonly Gen<ConnectionGraph> Graphs = Gen.Select(Gen.Int[1, 40], Gen.Select(Gen.Int[0, 39], Gen.Int[0, 39]).List[0, 80]).Select((count, pairs) => new ConnectionGraph(
        [.. Enumerable.Range(0, count).Select(index => new GraphNode($"n{index}", index % 3 == 0 ? null : $"ns{index % 3}", "Deployment", $"n{index}", true, true))],
        [.. pairs.Select(pair => (From: pair.Item1 % count, To: pair.Item2 % count)).Where(pair => pair.From != pair.To).Distinct()
            .Select(pair => new GraphEdge($"n{pair.From}", $"n{pair.To}", [], false, []))]));

    [Fact]
    public void Every_node_has_a_place_and_no_two_overlap() =>
        Graphs.Sample(graph =>
        {
            var layout = new LayeredLayout(graph, height: 60, bend: 20);
            return graph.Nodes.Select(node => layout[node.Id]).GroupBy(cell => cell.Layer)
                .All(layer => layer.Select(cell => cell.Y).Order().ToList() is var ys && ys.Zip(ys.Skip(1)).All(pair => pair.Second - pair.First >= 59.99));
        }, iter: 300);

    [Fact]
    public void Every_edge_leads_from_its_source_to_its_target_layer_by_layer() =>
        Graphs.Sample(graph =>
        {
            var layout = new LayeredLayout(graph, height: 60, bend: 20);
            return graph.Edges.All(edge => layout.Path(edge.From, edge.To) is var path
                && path[0].Node == edge.From && path[^1].Node == edge.To
                && path.Zip(path.Skip(1)).All(pair => Math.Abs(pair.First.Layer - pair.Second.Layer) == 1 || path.Count == 2));
        }, iter: 300);

    [Fact]
    public void A_mesh_is_not_drawn_as_a_line()
    {
        var ring = new ConnectionGraph(
            [.. Enumerable.Range(0, 200).Select(index => new GraphNode($"n{index}", "x", "Deployment", $"n{index}", true, true))],
            [.. Enumerable.Range(0, 200).SelectMany(index => new[] { index + 1, index + 17, index + 53 }.Where(to => to < 200).Select(to => new GraphEdge($"n{index}", $"n{to}", [], false, [])))]);

        Assert.InRange(new LayeredLayout(ring, 60, 20).Layers, 3, 30);
    }
}
