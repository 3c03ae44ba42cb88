namespace NetpolOrleans.Cli.Graphs;

/// <summary>A workload, the outside of the cluster, or a host that a reference names there.</summary>
/// <param name="Id">The workload as <c>namespace/Kind/name</c>, <c>external</c>, or the host's name.</param>
/// <param name="Namespace">The workload's namespace; null outside.</param>
/// <param name="Kind">The workload's kind; <c>External</c> outside.</param>
/// <param name="Name">The workload's or the host's name.</param>
/// <param name="IngressIsolated">Whether policies restrict what reaches it.</param>
/// <param name="EgressIsolated">Whether policies restrict what it reaches.</param>
internal sealed record GraphNode(string Id, string? Namespace, string Kind, string Name, bool IngressIsolated, bool EgressIsolated);
