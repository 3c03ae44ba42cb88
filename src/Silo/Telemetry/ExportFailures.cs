using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace NetpolOrleans.Silo.Telemetry;

/// <summary>Says when the collector cannot be reached: OpenTelemetry itself drops what it cannot send without a word.</summary>
internal sealed class ExportFailures(TimeProvider time, ILogger<ExportFailures> logger) : EventListener, IHostedService
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly Meter Meter = new("NetpolOrleans.Silo");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("netpol.telemetry.export_failures", "{export}", "Exports to the collector that failed");

    private long? said;
    private bool listening;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listening = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        listening = false;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter) EnableEvents(eventSource, EventLevel.Warning);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (!listening || eventData.EventSource.Name != Exporter) return;
        Failures.Add(1);
        if (said is { } at && time.GetElapsedTime(at) < Interval) return;
        said = time.GetTimestamp();
        logger.ExportFailed(Cause(eventData));
    }

    private static string Cause(EventWrittenEventArgs eventData)
    {
        var text = string.Join(" ", eventData.Payload?.Select(each => each?.ToString()) ?? []);
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text[..end];
    }
}
