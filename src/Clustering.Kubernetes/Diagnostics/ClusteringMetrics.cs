using System.Diagnostics.Metrics;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>What the membership does. The view's gauges are <see cref="MembershipGauges"/>.</summary>
internal sealed class ClusteringMetrics
{
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _reaped;
    private readonly Counter<long> _restored;
    private readonly TimeProvider _time;
    private long? _heartbeat;

    public ClusteringMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        Meter = meters.Create(ClusteringMeter.Name);
        _conflicts = Meter.CreateCounter<long>("orleans.membership.cas_conflicts", "{write}", "Writes of the table that came after another silo's");
        _reaped = Meter.CreateCounter<long>("orleans.membership.reaped_rows", "{row}", "Rows declared dead because their silo provably runs no more");
        _restored = Meter.CreateCounter<long>("orleans.membership.table_restorations", "{restoration}", "Times that this silo restored a deleted or damaged table");
        Meter.CreateObservableGauge("orleans.membership.table_size", () => TableBytes, "By", "Keys and values of the table; an object may have 1 MiB");
        Meter.CreateObservableGauge("orleans.membership.heartbeat_age", HeartbeatAge, "s", "Time since this silo's lease was last renewed");
    }

    public Meter Meter { get; }

    public long TableBytes { get; set; }

    public void Conflict() => _conflicts.Add(1);

    public void Reaped(int rows) => _reaped.Add(rows);

    public void Restored() => _restored.Add(1);

    public void Heartbeat() => _heartbeat = _time.GetTimestamp();

    private IEnumerable<Measurement<double>> HeartbeatAge() => _heartbeat is { } at ? [new(_time.GetElapsedTime(at).TotalSeconds)] : [];
}
