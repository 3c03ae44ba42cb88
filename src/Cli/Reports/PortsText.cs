namespace NetpolOrleans.Cli.Reports;

/// <summary>Sets of ports in words.</summary>
internal static class PortsText
{
    /// <summary><c>80/TCP, 53/UDP</c>, <c>every port</c> or <c>nothing</c>.</summary>
    public static string Of(IReadOnlyList<string> ranges) => ranges switch
    {
        [] => "nothing",
        ["*/TCP", "*/UDP", "*/SCTP"] => "every port",
        _ => string.Join(", ", ranges),
    };
}
