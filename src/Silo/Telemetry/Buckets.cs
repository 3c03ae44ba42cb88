namespace NetpolOrleans.Silo.Telemetry;

/// <summary>The histograms' buckets, in seconds, and what is not kept.</summary>
internal static class Buckets
{
    private static readonly double[]
        Requests = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        Policies = [0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.7, 1, 2, 5, 10, 30],
        Turns = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

    /// <summary>The bounds of each histogram of ours: instruments without bounds of their own would get those of milliseconds.</summary>
    public static IReadOnlyList<(string Instrument, double[] Bounds)> All { get; } =
    [
        ("rest_client_request_duration", Requests),
        ("netpol.event_to_policy.duration", Policies),
        ("netpol.reconcile.duration", Policies),
        ("reflector_delivery_duration", Turns),
    ];

    /// <summary>Whether an instrument would make a series for each pair of silos, or for each grain type and silo.</summary>
    public static bool IsDropped(string instrument) =>
        instrument.StartsWith("orleans-messaging-pings", StringComparison.Ordinal) || instrument.StartsWith("orleans-streams", StringComparison.Ordinal);
}
