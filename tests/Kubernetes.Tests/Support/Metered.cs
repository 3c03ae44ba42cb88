using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using NetpolOrleans.Kubernetes.Telemetry;

namespace NetpolOrleans.Kubernetes.Tests.Support;

/// <summary>What this library's counters counted while it listened, by instrument and tags in their order: "verb=create code=201".</summary>
public sealed class Metered : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(string Instrument, string Tags), long> counts = new();

    public Metered()
    {
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Name == KubernetesTelemetry.Name && instrument is Counter<long>) all.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            counts.AddOrUpdate((instrument.Name, text), count, (_, before) => before + count);
        });
        listener.Start();
    }

    public long this[string instrument, string tags] => counts.GetValueOrDefault((instrument, tags));

    public void Dispose() => listener.Dispose();
}
