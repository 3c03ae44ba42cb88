using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Telemetry;

namespace NetpolOrleans.Kubernetes.Events;

/// <summary>
/// Writes Events (<c>events.k8s.io/v1</c>) in the background. The name of an Event is made of what it says: the same thing said
/// twice, also by another replica or after a restart, is one Event as long as the server keeps it. Nothing waits for Events: when
/// there are too many they are counted and dropped.
/// </summary>
public sealed class EventRecorder(KubernetesConnection connection, string controller, string instance, ILogger<EventRecorder> logger)
{
    private const int QueueLength = 256;
    private const int Remembered = 4096;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100), Forbearance = TimeSpan.FromMinutes(5);

    private static readonly Counter<long> Recorded = KubernetesTelemetry.Meter.CreateCounter<long>(
        "events_recorded", "{event}", "Events by result: written, known, dropped, failed");

    private readonly Channel<ClusterEvent> queue = Channel.CreateBounded<ClusterEvent>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly HashSet<ClusterEvent> said = [];
    private readonly Lock gate = new();
    private long? forbiddenAt;

    /// <summary>Says something, once; it never waits and never throws.</summary>
    /// <returns>False where too much waits to be said: it may be said again later.</returns>
    public bool Record(ClusterEvent @event)
    {
        lock (gate)
        {
            if (said.Contains(@event))
            {
                Count("known");
                return true;
            }
            if (!queue.Writer.TryWrite(@event))
            {
                Count("dropped");
                return false;
            }
            if (said.Count >= Remembered) said.Clear();
            said.Add(@event);
            return true;
        }
    }

    /// <summary>Writes what is said until stopped, at most ten a second.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var @event in queue.Reader.ReadAllAsync(stopping))
            {
                await WriteAsync(@event, stopping);
                await Task.Delay(Pace, connection.Time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped, as asked.
        }
    }

    private async Task WriteAsync(ClusterEvent @event, CancellationToken stopping)
    {
        if (forbiddenAt is { } at && connection.Time.GetElapsedTime(at) < Forbearance)
        {
            Count("failed");
            return;
        }
        var request = new ApiRequest("create", ResourceKinds.Events, @event.Regarding.EventNamespace)
        {
            Body = EventWriter.Write(@event, controller, instance, connection.Time.GetUtcNow()),
            Cause = "event",
        };
        try
        {
            using var reply = await connection.CallAsync(request, stopping);
            Count(reply.Failure switch { null => "written", { Code: 409 } => "known", _ => "failed" });
            forbiddenAt = reply.Failure is { Code: 403 } refusal && !refusal.Has("NamespaceTerminating") ? connection.Time.GetTimestamp() : null; // whoever may not write asks seldom
            if (reply.Failure is { Code: not 409 } failure) logger.EventRefused(@event.Regarding.EventNamespace, @event.Regarding.Name, failure.ToString());
        }
        catch (UnreachableException)
        {
            Count("failed");
        }
    }

    private static void Count(string result) => Recorded.Add(1, new KeyValuePair<string, object?>("result", result));
}
