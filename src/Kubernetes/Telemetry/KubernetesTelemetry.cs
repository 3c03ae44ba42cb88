using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NetpolOrleans.Kubernetes.Telemetry;

/// <summary>The names under which this library is observed.</summary>
public static class KubernetesTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "NetpolOrleans.Kubernetes";

    internal static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Activities = new(Name);
}
