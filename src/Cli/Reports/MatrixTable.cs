using System.Globalization;
using NetpolOrleans.Cli.Output;
using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Values;
using Spectre.Console;

namespace NetpolOrleans.Cli.Reports;

/// <summary>The matrix for people: a table while it fits a screen, a list beyond.</summary>
internal static class MatrixTable
{
    private const int WidestTable = 16;

    /// <summary>Adds the matrix to a page.</summary>
    public static void Write(Page page, ConnectionMatrix matrix)
    {
        var names = matrix.Names.ToList();
        if (names.Count <= WidestTable) WriteTable(page, matrix, names);
        else WriteList(page, matrix);
    }

    private static void WriteTable(Page page, ConnectionMatrix matrix, List<string> names)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("from \\ to").NoWrap());
        foreach (var index in Enumerable.Range(1, names.Count)) table.AddColumn(new TableColumn(Number(index)).Centered().NoWrap());
        foreach (var (index, from) in names.Index())
            table.AddRow([$"{Number(index + 1)} {from}".EscapeMarkup(), .. names.Select(to => Cell(matrix.Ports(from, to)).EscapeMarkup())]);
        page.Add(table).Line($"[dim]ports are TCP where nothing else is said; * is every port, . is none; an endpoint to itself means between its pods[/]");
    }

    private static void WriteList(Page page, ConnectionMatrix matrix)
    {
        foreach (var group in matrix.Connections.GroupBy(connection => connection.From))
        {
            page.Line($"[bold]{group.Key}[/]");
            foreach (var connection in group) page.Line($"  -> {connection.To} [blue]{connection.Ports.ToString()}[/]");
        }
    }

    private static string Cell(PortSet ports) => ports switch
    {
        { IsEmpty: true } => ".",
        _ when ports.Equals(PortSet.All) => "*",
        _ => string.Join(' ', ports.Ranges.Select(range => range.Protocol == Protocol.TCP ? range.ToString()[..^"/TCP".Length] : range.ToString())),
    };

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
