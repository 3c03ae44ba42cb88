using System.Globalization;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Grains.Abstractions.Watching;
using Spectre.Console;

namespace NetpolOrleans.Cli.Replicas;

/// <summary>The replicas and their shards for people: a line each.</summary>
internal static class StatusTables
{
    private const string Nothing = "-";

    /// <summary>Adds both tables, and what keeps replicas from being ready.</summary>
    public static void Write(Page page, IReadOnlyList<ReplicaReport> replicas, DateTimeOffset now)
    {
        page.Add(Replicas(replicas, now));
        foreach (var replica in replicas)
            foreach (var reason in replica.Status?.Missing ?? [$"it does not answer: {replica.Problem}"]) page.Line($"[red]not ready[/]  {replica.Name}: {reason}");
        var rows = ShardRow.Of(replicas);
        if (rows.Count == 0) return;
        page.Line().Add(Shards(rows, now));
    }

    private static Table Replicas(IReadOnlyList<ReplicaReport> replicas, DateTimeOffset now)
    {
        var table = Table("REPLICA", "ADDRESS", "STATE", "SHARDS", "WORKLOADS", "OBJECTS", "STREAMS", "LAG", "HEARTBEAT", "SEES", "VIEW");
        foreach (var replica in replicas)
        {
            var beat = replica.Heartbeat is { } last ? Age.Of(now - last.Renewed) : Nothing;
            if (replica.Status is { } status)
                Row(table, replica.Name, status.Silo, replica.IsReady ? "ready" : "not ready", States(status.Shards), Text(status.Shards.Sum(shard => shard.Workloads)),
                    Text(status.Shards.Sum(shard => shard.Objects)), Text(status.Shards.Sum(shard => shard.Streams)), Lag(status.Shards.Select(shard => shard.LagSeconds)),
                    beat, Text(status.Silos.Count), Text(status.ViewVersion));
            else
                Row(table, replica.Name, replica.Heartbeat?.Silo ?? Nothing, "no answer", Said("shards"), Said("workloads"), Said("objects"), Said("streams"), Said("lag"), beat, Nothing, Nothing);

            string Said(string what) => replica.Heartbeat?.Says.GetValueOrDefault(what) is { Length: > 0 } said ? said : Nothing;
        }

        return table;
    }

    private static Table Shards(IEnumerable<ShardRow> rows, DateTimeOffset now)
    {
        var table = Table("SHARD", "REPLICA", "STATE", "SINCE", "WORKLOADS", "OBJECTS", "STREAMS", "LAG", "NOTE");
        foreach (var row in rows)
            if (row.Status is { } status)
                Row(table, row.Shard, row.Replica, status.State, status.Since == default ? Nothing : Age.Of(now - status.Since), Text(status.Workloads), Text(status.Objects),
                    Text(status.Streams), Lag([status.LagSeconds]), Note(row, now));
            else Row(table, row.Shard, row.Replica, "absent", Nothing, Nothing, Nothing, Nothing, Nothing, Note(row, now));
        return table;
    }

    private static string Note(ShardRow row, DateTimeOffset now) => string.Join("; ", new[]
    {
        row.Late is { } late ? $"late for {Age.Of(now - late.Since)}: {(late.Reason.Length > 0 ? late.Reason : "it has not said why")}" : null,
        row.Late is null && row.Status is { Troubles: [var trouble, ..] } ? trouble : null,
        row.Status is { GoesOnWithout: { IsEmpty: false } without } ? $"goes on without {string.Join(", ", without)}" : null,
        row.MovesTo is { } to ? $"moves to {to}" : null,
    }.OfType<string>());

    private static string States(IReadOnlyList<ShardStatus> shards) =>
        string.Join(", ", shards.CountBy(shard => shard.State).OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{Text(each.Value)} {each.Key}")) is { Length: > 0 } text
            ? text : "none";

    private static string Lag(IEnumerable<double> seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds.DefaultIfEmpty(0).Max():0.0}s");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns) table.AddColumn(new TableColumn(column).NoWrap().PadLeft(0).PadRight(2));
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => cell.EscapeMarkup())]);
}
