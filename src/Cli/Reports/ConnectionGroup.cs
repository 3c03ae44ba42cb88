namespace NetpolOrleans.Cli.Reports;

/// <summary>Connections to one endpoint on the same ports, so that thirty clients are one line.</summary>
/// <param name="From">The clients: one name, a few, or how many.</param>
/// <param name="To">The end that answers.</param>
/// <param name="Ports">The ports in words.</param>
internal sealed record ConnectionGroup(string From, string To, string Ports)
{
    private const int NamesInOneLine = 3;

    /// <summary>The groups in the order of their ends.</summary>
    public static IEnumerable<ConnectionGroup> Of(IEnumerable<ConnectionAnswer> connections) => connections
        .GroupBy(connection => (connection.To, Ports: PortsText.Of(connection.Ports)))
        .OrderBy(group => group.Key.To, StringComparer.Ordinal)
        .Select(group => new ConnectionGroup(Names([.. group.Select(connection => connection.From)]), group.Key.To, group.Key.Ports));

    private static string Names(IReadOnlyList<string> names) => names.Count <= NamesInOneLine
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesInOneLine - 1))} and {names.Count - NamesInOneLine + 1} more";
}
