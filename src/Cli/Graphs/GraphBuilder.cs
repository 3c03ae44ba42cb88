using System.Globalization;
using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Cli.Graphs;

/// <summary>
/// Makes a graph of a matrix. Only what some policy lets through becomes an edge: between ends that nothing isolates
/// everything is allowed, and a drawing of that would show nothing.
/// </summary>
internal sealed class GraphBuilder(ConnectionMatrix matrix, IReadOnlyList<WorkloadReport> reports)
{
    private readonly Dictionary<string, WorkloadReport> byName = reports.ToDictionary(report => report.Workload.Key.ToString());

    /// <summary>The graph.</summary>
    public ConnectionGraph Build()
    {
        List<GraphEdge> edges = [.. matrix.Connections.Where(IsTelling).Select(EdgeOf), .. reports.SelectMany(Blocked)];
        var connected = edges.SelectMany(edge => new[] { edge.From, edge.To }).ToHashSet(StringComparer.Ordinal);
        var workloads = matrix.Endpoints.Where(endpoint => endpoint.Endpoint.Namespace is not null || connected.Contains(endpoint.Endpoint.Name)).Select(NodeOf);
        var hosts = edges.Where(edge => edge.Blocked).Select(edge => edge.To).Distinct().Order(StringComparer.Ordinal)
            .Select(host => new GraphNode(host, null, "External", host, false, false));
        return new([.. workloads, .. hosts], edges);
    }

    /// <summary>A source that nothing isolates reaches what is open to the outside anyway: the outside's edge says so once.</summary>
    private bool IsTelling(Connection connection)
    {
        if (connection.From == connection.To) return false;
        var isSent = matrix.IsIsolated(connection.From, PolicyTypes.Egress);
        var isReceived = matrix.IsIsolated(connection.To, PolicyTypes.Ingress);
        return (isSent || isReceived)
            && (isSent || connection.From == ConnectionMatrix.Outside || !matrix.Ports(ConnectionMatrix.Outside, connection.To).Covers(connection.Ports));
    }

    private GraphEdge EdgeOf(Connection connection) =>
        new(connection.From, connection.To, [.. connection.Ports.Ranges.Select(range => range.ToString())], false, [.. Because(connection).Distinct()]);

    private IEnumerable<string> Because(Connection connection)
    {
        if (!byName.TryGetValue(connection.To, out var server) || !byName.TryGetValue(connection.From, out var client)) return [];
        return
            from grant in server.Grants
            where grant.Reason.Kind == ReasonKind.Client && grant.Reason.Client == client.Workload.Key
            from reference in client.References
            where reference.Outcome == Outcome.Resolved && reference.Interests.Any(interest => interest.Target == grant.Reason.Target)
            select reference.Reference.Evidence.ToString();
    }

    private IEnumerable<GraphEdge> Blocked(WorkloadReport report) =>
        from reference in report.References
        where reference.Outcome == Outcome.External && matrix.Knows(report.Workload.Key.ToString())
        group reference by reference.Target.Name.Name into host
        select new GraphEdge(
            report.Workload.Key.ToString(), host.Key,
            [.. host.Select(reference => reference.Target.Port).OfType<int>().Distinct().Order().Select(port => port.ToString(CultureInfo.InvariantCulture) + "/TCP")],
            true,
            [.. host.Select(reference => reference.Reference.Evidence.ToString()).Distinct()]);

    private static GraphNode NodeOf(PreparedEndpoint endpoint)
    {
        var key = WorkloadKey.Parse(endpoint.Endpoint.Name);
        return new(
            endpoint.Endpoint.Name, key?.Namespace, key?.Kind ?? "External", key?.Name ?? endpoint.Endpoint.Name,
            endpoint.IsIsolated(PolicyTypes.Ingress), endpoint.IsIsolated(PolicyTypes.Egress));
    }
}
