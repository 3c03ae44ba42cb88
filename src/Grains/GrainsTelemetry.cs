using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NetpolOrleans.Grains;

/// <summary>The names under which the grains' measurements and traces are found.</summary>
public static class GrainsTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "NetpolOrleans.Grains";

    internal static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Activities = new(Name);
}
