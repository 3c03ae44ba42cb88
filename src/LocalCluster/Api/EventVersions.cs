using System.Text.Json.Nodes;

namespace LocalKubernetes.Api;

/// <summary>events.k8s.io/v1 as a view of v1: the same Event, whose fields have other names.</summary>
internal static class EventVersions
{
    private static readonly (string Stored, string Shown)[] Names =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"),
    ];

    public static JsonObject ToCore(JsonObject @event)
    {
        @event["apiVersion"] = "v1";
        foreach (var (stored, shown) in Names) Rename(@event, shown, stored);
        return @event;
    }

    public static JsonObject ToEvents(JsonObject @event)
    {
        @event["apiVersion"] = "events.k8s.io/v1";
        foreach (var (stored, shown) in Names) Rename(@event, stored, shown);
        return @event;
    }

    private static void Rename(JsonObject @event, string from, string to)
    {
        if (@event.Remove(from, out var value)) @event[to] = value;
    }
}
