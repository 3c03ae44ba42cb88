using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.NetworkPolicies;

namespace NetpolOrleans.Cli.Worlds;

/// <summary>Who can reach whom, over all pairs of a world's workloads and one address outside the cluster.</summary>
internal sealed class ConnectionMatrix
{
    /// <summary>Stands for the world outside the cluster; an address that documentation may use and nobody has (RFC 5737).</summary>
    public const string OutsideAddress = "203.0.113.1";

    /// <summary>What outputs call the world outside.</summary>
    public const string Outside = "external";

    private readonly Dictionary<(string From, string To), PortSet> ports = [];

    private ConnectionMatrix(IReadOnlyList<PreparedEndpoint> endpoints) => Endpoints = endpoints;

    /// <summary>The endpoints in the order of their names, the outside last.</summary>
    public IReadOnlyList<PreparedEndpoint> Endpoints { get; }

    /// <summary>The names of the endpoints, in the same order.</summary>
    public IEnumerable<string> Names => Endpoints.Select(endpoint => endpoint.Endpoint.Name);

    /// <summary>The pairs of which the first can reach the second on at least one port, in order.</summary>
    public IEnumerable<Connection> Connections =>
        from source in Names
        from target in Names
        let open = Ports(source, target)
        where !open.IsEmpty
        select new Connection(source, target, open);

    /// <summary>The ports on which the first can reach the second; none for an unknown name.</summary>
    public PortSet Ports(string from, string to) => ports.GetValueOrDefault((from, to), PortSet.None);

    /// <summary>Whether an endpoint is isolated in a direction.</summary>
    public bool IsIsolated(string name, PolicyTypes direction) =>
        Endpoints.FirstOrDefault(endpoint => endpoint.Endpoint.Name == name)?.IsIsolated(direction) ?? false;

    /// <summary>Judges all pairs. A workload's pods among themselves are a pair; the outside with itself is none.</summary>
    public static ConnectionMatrix Of(World world, IEnumerable<ScopedPolicy> policies)
    {
        var evaluator = new PolicyEvaluator(policies);
        var outside = Endpoint.External(OutsideAddress) with { Name = Outside };
        var matrix = new ConnectionMatrix([.. world.Workloads.Append(outside).Select(evaluator.Prepare)]);
        foreach (var from in matrix.Endpoints)
            foreach (var to in matrix.Endpoints)
                if (from.Endpoint.Name != Outside || to.Endpoint.Name != Outside)
                    matrix.Add(from.Endpoint.Name, to.Endpoint.Name, evaluator.Ports(from, to));
        return matrix;
    }

    private void Add(string from, string to, PortSet open)
    {
        if (!open.IsEmpty) ports[(from, to)] = open;
    }
}
