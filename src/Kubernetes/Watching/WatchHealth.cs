using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using NetpolOrleans.Kubernetes.Telemetry;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>All reflectors of a process, for liveness, readiness and metrics.</summary>
public sealed class WatchHealth : IDisposable
{
    private readonly ConcurrentDictionary<object, (Func<ReflectorStatus> Status, TimeSpan DeafLimit)> reflectors = new();
    private readonly ObservableGauge<double> silence;
    private readonly ObservableGauge<long> objects;
    private readonly ObservableGauge<double> lag;
    private readonly ObservableGauge<long> states;

    /// <summary>Starts observing; the gauges tell the worst of each kind, so that many shards make few series.</summary>
    public WatchHealth()
    {
        silence = KubernetesTelemetry.Meter.CreateObservableGauge("reflector_silence", () => PerKind(all => all.Max(s => s.Silence.TotalSeconds)), "s", "Time since the last word from the server, the longest of the kind");
        lag = KubernetesTelemetry.Meter.CreateObservableGauge("reflector_lag", () => PerKind(all => all.Max(s => s.Lag.TotalSeconds)), "s", "Time that the batch of changes being taken in has waited so far, the longest of the kind");
        states = KubernetesTelemetry.Meter.CreateObservableGauge("reflectors", PerKindAndState, "{reflector}", "Reflectors by what they are doing");
        objects = KubernetesTelemetry.Meter.CreateObservableGauge("reflector_objects", () => PerKind(all => all.Sum(s => (long)s.Objects)), "{object}", "Objects kept");
    }

    /// <summary>Adds a reflector until the result is disposed.</summary>
    public IDisposable Add<T>(Reflector<T> reflector)
        where T : class
    {
        reflectors[reflector] = (() => reflector.Status, reflector.DeafLimit);
        return new Membership(this, reflector);
    }

    /// <summary>Every reflector's status.</summary>
    public IReadOnlyList<ReflectorStatus> All => [.. reflectors.Values.Select(r => r.Status())];

    /// <summary>Whether every reflector has handed over its whole state once.</summary>
    public bool AllSynced => reflectors.Values.All(r => r.Status().Synced);

    /// <summary>The running reflectors that have heard nothing for longer than their limit: a liveness check fails on any.</summary>
    public IReadOnlyList<ReflectorStatus> Deaf =>
        [.. reflectors.Values.Select(r => (Status: r.Status(), r.DeafLimit)).Where(r => r.Status.State != ReflectorState.Stopped && r.Status.Silence > r.DeafLimit).Select(r => r.Status)];

    /// <inheritdoc/>
    public void Dispose() => reflectors.Clear();

    private IEnumerable<Measurement<TValue>> PerKind<TValue>(Func<IEnumerable<ReflectorStatus>, TValue> total)
        where TValue : struct =>
        All.GroupBy(status => status.Scope.Kind.ToString()).Select(kind => new Measurement<TValue>(total(kind), new KeyValuePair<string, object?>("kind", kind.Key)));

    private IEnumerable<Measurement<long>> PerKindAndState() =>
        All.GroupBy(status => (Kind: status.Scope.Kind.ToString(), status.State))
            .Select(group => new Measurement<long>(group.Count(), new("kind", group.Key.Kind), new("state", group.Key.State.ToString())));

    private sealed class Membership(WatchHealth health, object reflector) : IDisposable
    {
        public void Dispose() => health.reflectors.TryRemove(reflector, out _);
    }
}
