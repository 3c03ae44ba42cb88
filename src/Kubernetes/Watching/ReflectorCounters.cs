using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Telemetry;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>What a reflector counts, for its status and for the meter.</summary>
internal sealed class ReflectorCounters(WatchScope scope, TimeProvider time, ILogger logger)
{
    private const int NamedSetAside = 100;

    private static readonly Counter<long> EventCounter = KubernetesTelemetry.Meter.CreateCounter<long>("reflector_events", "{event}", "Watch events received");
    private static readonly Counter<long> ByteCounter = KubernetesTelemetry.Meter.CreateCounter<long>("reflector_received", "By", "Bytes of lists and watches");
    private static readonly Counter<long> RelistCounter = KubernetesTelemetry.Meter.CreateCounter<long>("reflector_relists", "{list}", "Lists after the first, by cause");
    private static readonly Counter<long> SetAsideCounter = KubernetesTelemetry.Meter.CreateCounter<long>("reflector_objects_set_aside", "{object}", "Objects that could not be used, by reason");
    private static readonly Histogram<double> DeliveryTime = KubernetesTelemetry.Meter.CreateHistogram<double>("reflector_delivery_duration", "s", "Time that a consumer takes for a batch");

    private readonly KeyValuePair<string, object?> kind = new("kind", scope.Kind.ToString());
    private readonly Dictionary<ObjectName, string> setAside = [];
    private readonly Dictionary<WatchEnd, long> relists = [];
    private readonly Lock gate = new();
    private long lastWord = time.GetTimestamp();
    private long? lastEvent;
    private long? delivering;
    private long events;
    private long bytes;
    private long changes;

    public ReflectorState State { get; set; }

    public bool Synced { get; set; }

    public int Objects { get; set; }

    public string? LastError { get; set; }

    public string? Position { get; set; }

    public string? NewestChange { get; set; }

    public void Heard(int count)
    {
        Volatile.Write(ref lastWord, time.GetTimestamp());
        if (count == 0) return;
        bytes += count;
        ByteCounter.Add(count, kind);
    }

    public void Event()
    {
        events++;
        lastEvent = time.GetTimestamp();
        EventCounter.Add(1, kind);
    }

    public void Delivering() => delivering = time.GetTimestamp();

    public void Delivered(int count)
    {
        if (delivering is { } since) DeliveryTime.Record(time.GetElapsedTime(since).TotalSeconds, kind);
        delivering = null;
        changes += count;
    }

    public void Relisting(WatchEnd cause)
    {
        lock (gate) relists[cause] = relists.GetValueOrDefault(cause) + 1;
        RelistCounter.Add(1, kind, new("cause", cause.ToString()));
    }

    public void SetAside(WatchScope where, ObjectName name, SetAsideReason reason, string detail)
    {
        SetAsideCounter.Add(1, kind, new("reason", reason.ToString()));
        lock (gate)
            if (setAside.Count < NamedSetAside || setAside.ContainsKey(name)) setAside[name] = $"{reason}: {detail}";
        logger.ObjectSetAside(where, name, reason, detail);
    }

    /// <summary>The object is readable, or gone: it is no longer set aside.</summary>
    public void Readable(ObjectName name)
    {
        if (setAside.Count == 0) return;
        lock (gate) setAside.Remove(name);
    }

    public ReflectorStatus Snapshot()
    {
        lock (gate)
        {
            return new()
            {
                Scope = scope,
                State = State,
                Synced = Synced,
                Silence = time.GetElapsedTime(Volatile.Read(ref lastWord)),
                SinceLastEvent = lastEvent is { } at ? time.GetElapsedTime(at) : null,
                Lag = delivering is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero,
                Objects = Objects,
                Events = events,
                Changes = changes,
                Bytes = bytes,
                Relists = new Dictionary<WatchEnd, long>(relists),
                SetAside = new Dictionary<ObjectName, string>(setAside),
                Position = Position,
                NewestChange = NewestChange,
                LastError = LastError,
            };
        }
    }
}
