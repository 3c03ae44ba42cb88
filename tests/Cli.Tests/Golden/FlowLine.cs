using NetpolOrleans.Policies.Evaluation;

namespace NetpolOrleans.Cli.Tests.Golden;

/// <summary>One line of a case's truth: <c>allow FROM TO PORTS</c> or <c>deny FROM TO PORTS</c>.</summary>
/// <param name="Allowed">Whether the flow must be allowed.</param>
/// <param name="From"><c>namespace/name</c> or an address.</param>
/// <param name="To"><c>namespace/name</c> or an address.</param>
/// <param name="Ports"><c>80/TCP</c>, <c>8000-8100/UDP</c>, several joined by commas, or <c>*</c> for every port.</param>
internal sealed record FlowLine(bool Allowed, string From, string To, string Ports)
{
    public static FlowLine Parse(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["allow", var from, var to, var ports] => new(true, from, to, ports),
        ["deny", var from, var to, var ports] => new(false, from, to, ports),
        _ => throw new FormatException($"'{line}' is neither 'allow FROM TO PORTS' nor 'deny FROM TO PORTS'"),
    };

    /// <summary>The ports one by one, as <see cref="PortRange"/> writes them.</summary>
    public IEnumerable<string> Ranges => Ports == "*" ? ["*/TCP", "*/UDP", "*/SCTP"] : Ports.Split(',');
}
