using NetpolOrleans.Cli.Worlds;
using NetpolOrleans.Policies.Evaluation;

namespace NetpolOrleans.Cli.Reports;

/// <summary>Open ports between two endpoints, for output.</summary>
/// <param name="From">The end that opens connections.</param>
/// <param name="To">The end that answers.</param>
/// <param name="Ports">Such as <c>80/TCP</c>, <c>8000-8100/TCP</c>, <c>*/UDP</c>.</param>
internal sealed record ConnectionAnswer(string From, string To, IReadOnlyList<string> Ports)
{
    /// <summary>The answer for a set of ports.</summary>
    public static ConnectionAnswer Of(string from, string to, PortSet ports) => new(from, to, [.. ports.Ranges.Select(range => range.ToString())]);

    /// <summary>The answer for a connection.</summary>
    public static ConnectionAnswer Of(Connection connection) => Of(connection.From, connection.To, connection.Ports);
}
