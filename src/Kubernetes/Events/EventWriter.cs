using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NetpolOrleans.Kubernetes.Events;

/// <summary>Writes an <c>events.k8s.io/v1 Event</c>.</summary>
internal static class EventWriter
{
    private const int MaxNote = 1000;
    private const int MaxStem = 200;

    public static byte[] Write(ClusterEvent @event, string controller, string instance, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion"u8, "events.k8s.io/v1"u8);
            json.WriteString("kind"u8, "Event"u8);
            json.WriteStartObject("metadata"u8);
            json.WriteString("name"u8, NameOf(@event));
            json.WriteString("namespace"u8, @event.Regarding.EventNamespace);
            json.WriteEndObject();
            json.WriteString("eventTime"u8, now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            json.WriteString("type"u8, @event.IsWarning ? "Warning"u8 : "Normal"u8);
            json.WriteString("reason"u8, @event.Reason);
            json.WriteString("action"u8, @event.Action);
            json.WriteString("note"u8, Cut(@event.Note));
            json.WriteString("reportingController"u8, controller);
            json.WriteString("reportingInstance"u8, instance);
            WriteTarget(json, @event.Regarding);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The object's name and a hash of all that is said of it.</summary>
    internal static string NameOf(ClusterEvent @event)
    {
        var text = $"{@event.Regarding}|{@event.Reason}|{@event.Action}|{@event.Note}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
        var stem = @event.Regarding.Name.Length > MaxStem ? @event.Regarding.Name[..MaxStem].TrimEnd('-', '.') : @event.Regarding.Name;
        return $"{stem}.{hash}";
    }

    private static void WriteTarget(Utf8JsonWriter json, EventTarget target)
    {
        json.WriteStartObject("regarding"u8);
        json.WriteString("apiVersion"u8, target.ApiVersion);
        json.WriteString("kind"u8, target.Kind);
        if (target.Namespace.Length > 0) json.WriteString("namespace"u8, target.Namespace);
        json.WriteString("name"u8, target.Name);
        if (target.Uid.Length > 0) json.WriteString("uid"u8, target.Uid);
        json.WriteEndObject();
    }

    private static string Cut(string note)
    {
        while (Encoding.UTF8.GetByteCount(note) > MaxNote) note = note[..^Math.Max(1, (note.Length - MaxNote) / 2 + 1)];
        return note;
    }
}
