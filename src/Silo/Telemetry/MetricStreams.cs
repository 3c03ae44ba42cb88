using OpenTelemetry.Metrics;

namespace NetpolOrleans.Silo.Telemetry;

/// <summary>What is kept of each instrument: histograms' buckets, and at most how many series.</summary>
internal static class MetricStreams
{
    /// <summary>Room is laid out for every series that an instrument may have, 90 bytes each: the default of 2,000 would cost 20 MB.</summary>
    private const int Usual = 200;

    private static readonly double[]
        Requests = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        Policies = [0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.7, 1, 2, 5, 10, 30],
        Turns = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

    /// <summary>The bounds of each histogram of ours, in seconds: instruments without bounds of their own would get those of milliseconds.</summary>
    private static readonly Dictionary<string, double[]> Bounds = new(StringComparer.Ordinal)
    {
        ["rest_client_request_duration"] = Requests,
        ["netpol.event_to_policy.duration"] = Policies,
        ["netpol.reconcile.duration"] = Policies,
        ["reflector_delivery_duration"] = Turns,
    };

    /// <summary>Instruments with more series than usual: by namespace (251 at most), or by kind and cause.</summary>
    private static readonly Dictionary<string, int> Series = new(StringComparer.Ordinal)
    {
        ["netpol.workloads"] = 251 * 9,
        ["netpol.references"] = 251 * 7,
        ["netpol.policies"] = 251 * 2,
        ["rest_client_requests"] = 2_000,
        ["reflector_relists"] = 500,
    };

    /// <summary>The stream of an instrument.</summary>
    public static MetricStreamConfiguration Of(string instrument) =>
        IsDropped(instrument) ? MetricStreamConfiguration.Drop
        : Bounds.TryGetValue(instrument, out var bounds) ? new ExplicitBucketHistogramConfiguration { Boundaries = bounds, CardinalityLimit = Usual }
        : new MetricStreamConfiguration { CardinalityLimit = Series.GetValueOrDefault(instrument, Usual) };

    /// <summary>Whether an instrument would make a series for each pair of silos, or for each grain type and silo.</summary>
    private static bool IsDropped(string instrument) =>
        instrument.StartsWith("orleans-messaging-pings", StringComparison.Ordinal) || instrument.StartsWith("orleans-streams", StringComparison.Ordinal);
}
