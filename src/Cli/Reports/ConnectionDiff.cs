using NetpolOrleans.Cli.Worlds;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Which connections a change opens and closes; those of workloads that came or went count like all others.</summary>
/// <param name="Opened">Ports that are open now and were not.</param>
/// <param name="Closed">Ports that were open and are not.</param>
/// <param name="AddedWorkloads">Workloads that are only in the new state.</param>
/// <param name="RemovedWorkloads">Workloads that are only in the old state.</param>
internal sealed record ConnectionDiff(
    IReadOnlyList<ConnectionAnswer> Opened,
    IReadOnlyList<ConnectionAnswer> Closed,
    IReadOnlyList<string> AddedWorkloads,
    IReadOnlyList<string> RemovedWorkloads)
{
    /// <summary>Whether no connection changed.</summary>
    public bool IsEmpty => Opened.Count == 0 && Closed.Count == 0;

    /// <summary>The difference of two matrices. What the pods of a workload do among themselves counts only where it is in both.</summary>
    public static ConnectionDiff Between(ConnectionMatrix before, ConnectionMatrix after) => new(
        [.. More(after, before)],
        [.. More(before, after)],
        [.. after.Names.Except(before.Names)],
        [.. before.Names.Except(after.Names)]);

    private static IEnumerable<ConnectionAnswer> More(ConnectionMatrix left, ConnectionMatrix right) =>
        from connection in left.Connections
        where connection.From != connection.To || right.Knows(connection.From)
        let more = connection.Ports.Except(right.Ports(connection.From, connection.To))
        where !more.IsEmpty
        select ConnectionAnswer.Of(connection.From, connection.To, more);
}
