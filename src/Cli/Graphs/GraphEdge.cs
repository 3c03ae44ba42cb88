namespace NetpolOrleans.Cli.Graphs;

/// <summary>What one node can reach of another, or would reach and is blocked.</summary>
/// <param name="From">The id of the node that opens connections.</param>
/// <param name="To">The id of the node that answers.</param>
/// <param name="Ports">Such as <c>80/TCP</c>.</param>
/// <param name="Blocked">Whether this is a reference to a host outside of the cluster that no policy opens.</param>
/// <param name="Because">Where the references were read that ask for it; empty where other rules open it.</param>
internal sealed record GraphEdge(string From, string To, IReadOnlyList<string> Ports, bool Blocked, IReadOnlyList<string> Because);
