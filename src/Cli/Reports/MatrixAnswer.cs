using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Cli.Reports;

/// <summary>The answer to <c>netpol can --all</c>: pairs that are not listed cannot connect.</summary>
internal sealed record MatrixAnswer(IReadOnlyList<EndpointAnswer> Endpoints, IReadOnlyList<ConnectionAnswer> Connections)
{
    /// <summary>The answer of a matrix.</summary>
    public static MatrixAnswer Of(ConnectionMatrix matrix) => new(
        [.. matrix.Endpoints.Select(endpoint => new EndpointAnswer(
            endpoint.Endpoint.Name, endpoint.IsIsolated(PolicyTypes.Ingress), endpoint.IsIsolated(PolicyTypes.Egress)))],
        [.. matrix.Connections.Select(ConnectionAnswer.Of)]);
}
