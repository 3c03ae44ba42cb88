using System.Globalization;

namespace NetpolOrleans.Failover.Tests.Harness;

/// <summary>How large a run is: small in every test run, large where NETPOL_FAILOVER is <c>full</c>.</summary>
internal static class Sizes
{
    /// <summary>Whether this is the large run, whose figures are for publishing.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("NETPOL_FAILOVER") == "full";

    public static int Namespaces => Of("NETPOL_FAILOVER_NAMESPACES", IsFull ? 20 : 6);

    public static int Workloads => Of("NETPOL_FAILOVER_WORKLOADS", IsFull ? 500 : 60);

    /// <summary>Changes a second.</summary>
    public static int Rate => Of("NETPOL_FAILOVER_RATE", IsFull ? 50 : 10);

    /// <summary>How often a replica is killed.</summary>
    public static int Kills => Of("NETPOL_FAILOVER_KILLS", IsFull ? 20 : 2);

    /// <summary>How long the API server is away.</summary>
    public static TimeSpan Outage => TimeSpan.FromSeconds(Of("NETPOL_FAILOVER_OUTAGE", IsFull ? 120 : 8));

    /// <summary>How long all cores are taken by others.</summary>
    public static TimeSpan Starvation => TimeSpan.FromSeconds(Of("NETPOL_FAILOVER_STARVATION", IsFull ? 90 : 10));

    /// <summary>The replicas' program: the one that was built with the tests, or a published one, as the image has it.</summary>
    public static string Silo => Environment.GetEnvironmentVariable("NETPOL_FAILOVER_SILO") is { Length: > 0 } path ? Path.GetFullPath(path) : "NetpolOrleans.Silo.dll";

    /// <summary>Where the figures go, as a table; otherwise into the test's output only.</summary>
    public static string? Report => Environment.GetEnvironmentVariable("NETPOL_FAILOVER_REPORT") is { Length: > 0 } path ? path : null;

    /// <summary>A folder in which each replica's output is kept, every line with its time.</summary>
    public static string? Logs => Environment.GetEnvironmentVariable("NETPOL_FAILOVER_LOGS") is { Length: > 0 } path ? path : null;

    private static int Of(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
