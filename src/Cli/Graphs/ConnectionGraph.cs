namespace NetpolOrleans.Cli.Graphs;

/// <summary>Who reaches whom, as far as policies say so.</summary>
internal sealed record ConnectionGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges);
