using System.Text.Json;
using NetpolOrleans.Kubernetes.Wire;

namespace NetpolOrleans.Kubernetes.Watching;

/// <summary>One line of a watch: <c>{"type":"ADDED","object":{…}}</c>, split without reading the object.</summary>
internal readonly ref struct WatchFrame(WatchEventType type, ReadOnlySpan<byte> content)
{
    private static ReadOnlySpan<byte> Added => """{"type":"ADDED","object":"""u8;

    private static ReadOnlySpan<byte> Modified => """{"type":"MODIFIED","object":"""u8;

    private static readonly ProjectionLimits Loose = new() { MaxDepth = 100_000 };

    /// <summary>The event's type; <see cref="WatchEventType.Unknown"/> where the line is no event.</summary>
    public WatchEventType Type { get; } = type;

    /// <summary>The object's JSON.</summary>
    public ReadOnlySpan<byte> Object { get; } = content;

    /// <summary>
    /// The object of a line as API servers write it, cut out unread; empty where the line begins or ends otherwise, or is no change.
    /// Whether it is an object, and the line an event, shows when it is projected.
    /// </summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line)
    {
        var start = line.StartsWith(Added) ? Added.Length : line.StartsWith(Modified) ? Modified.Length : 0;
        return start > 0 && line[^1] == (byte)'}' ? line[start..^1] : default;
    }

    /// <summary>Splits a line.</summary>
    public static WatchFrame Read(ReadOnlySpan<byte> line)
    {
        var type = WatchEventType.Unknown;
        ReadOnlySpan<byte> content = default;
        try
        {
            var json = new WireReader(line, Loose);
            if (!json.Object()) return default;
            while (json.NextField())
            {
                if (json.Is("type"u8)) type = TypeOf(json.Pooled());
                else if (!json.Is("object"u8)) json.Skip();
                else content = Extent(ref json, line);
            }
        }
        catch (Exception e) when (e is JsonException or MalformedObjectException or InvalidOperationException)
        {
            return default;
        }
        return content.IsEmpty ? default : new(type, content);
    }

    /// <summary>The start of the object of a line that was too long to keep: enough to name the object.</summary>
    public static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("\"object\":"u8);
        return at < 0 ? default : line[(at + 9)..];
    }

    private static ReadOnlySpan<byte> Extent(scoped ref WireReader json, ReadOnlySpan<byte> line)
    {
        var start = json.Start;
        json.Skip();
        return line[start..json.End];
    }

    private static WatchEventType TypeOf(string? type) => type switch
    {
        "ADDED" => WatchEventType.Added,
        "MODIFIED" => WatchEventType.Modified,
        "DELETED" => WatchEventType.Deleted,
        "BOOKMARK" => WatchEventType.Bookmark,
        "ERROR" => WatchEventType.Error,
        _ => WatchEventType.Unknown,
    };
}
