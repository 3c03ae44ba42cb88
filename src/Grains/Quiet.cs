using System.Diagnostics;

namespace NetpolOrleans.Grains;

/// <summary>
/// Work that makes no traces, such as heartbeats between grains: it runs under an activity that is not sampled, which parent-based
/// sampling, OpenTelemetry's default, hands down.
/// </summary>
internal static class Quiet
{
    /// <summary>Begins it for the current flow of control; disposing the result ends it.</summary>
    public static IDisposable Begin()
    {
        Activity.Current = null;
        return new Activity("quiet").SetIdFormat(ActivityIdFormat.W3C).Start();
    }
}
