using System.Diagnostics;
using System.Globalization;

namespace NetpolOrleans.Failover.Tests.Load;

/// <summary>One change, and when the policies followed.</summary>
/// <param name="Namespaces">The namespaces whose policies it concerns: the client's and the server's.</param>
/// <param name="At">When it was sent, as a timestamp.</param>
/// <param name="Delay">From the answer to the request until both sides' policies were seen; null where they did not come in time.</param>
/// <param name="What">Who names whom.</param>
internal sealed record Change(IReadOnlyList<string> Namespaces, long At, TimeSpan? Delay, string What)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"  {TimeProvider.System.GetUtcNow() - Stopwatch.GetElapsedTime(At):HH:mm:ss.fff} {What}: {Delay?.TotalMilliseconds:N0} ms");
}
