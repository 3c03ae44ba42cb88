using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Selection;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Http;

/// <summary>
/// One watch's frames. With a selector, an object that enters it is ADDED and one that leaves it DELETED,
/// in its last matching state and with the version of the step that took it out.
/// </summary>
internal sealed class WatchFrames(ApiRequest request)
{
    private readonly PipeWriter writer = request.Http.Response.BodyWriter;
    private readonly LabelSelector labels = request.Labels();
    private readonly FieldSelector fields = request.Fields();
    private bool begun;

    public void WriteInitial(StoredObject obj)
    {
        if (Matches(obj)) Frame("ADDED"u8, Shown(obj));
    }

    public void Write(StoreEvent happened)
    {
        if (happened.IsBookmark)
        {
            WriteBookmark(happened.ResourceVersion);
            return;
        }
        var before = happened.Previous is { } previous && Matches(previous);
        var now = !happened.IsDeletion && Matches(happened.Current!);
        if (now) Frame(before ? "MODIFIED"u8 : "ADDED"u8, Shown(happened.Current!));
        else if (before) Frame("DELETED"u8, Shown(Departed(happened)));
    }

    public void WriteBookmark(long version) => Bookmark(version, false);

    public void WriteInitialEnd(long version) => Bookmark(version, true);

    public void WriteError(ApiException refusal) => Frame("ERROR"u8, JsonText.ToUtf8(refusal.Status));

    public async Task FlushAsync(CancellationToken ct) => await writer.FlushAsync(ct);

    private bool Matches(StoredObject obj) => labels.Matches(obj.Labels) && fields.Matches(obj);

    private static StoredObject Departed(StoreEvent happened) =>
        happened.IsDeletion ? happened.Current! : StoredObject.Freeze(happened.Previous!.Key.Kind, happened.Previous.Read(), happened.ResourceVersion);

    // Tables name their columns once, in a watch's first frame.
    private ReadOnlyMemory<byte> Shown(StoredObject obj)
    {
        var first = !begun;
        begun = true;
        return ObjectWriter.Bytes(request, obj, first);
    }

    private void Bookmark(long version, bool initialEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (initialEnd) metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        Frame("BOOKMARK"u8, JsonText.ToUtf8(BookmarkOf(metadata)));
    }

    private JsonObject BookmarkOf(JsonObject metadata)
    {
        var whole = request.Representation != Representation.MetadataOnly;
        var bookmark = new JsonObject
        {
            ["kind"] = whole ? request.Kind.Kind : "PartialObjectMetadata",
            ["apiVersion"] = whole ? request.Kind.ApiVersion : "meta.k8s.io/v1",
            ["metadata"] = metadata,
        };
        if (request.Representation != Representation.Table) return bookmark;
        var first = !begun;
        begun = true;
        return ObjectWriter.TableOf(request).Of(bookmark, first);
    }

    private void Frame(ReadOnlySpan<byte> type, ReadOnlyMemory<byte> obj)
    {
        writer.Write("{\"type\":\""u8);
        writer.Write(type);
        writer.Write("\",\"object\":"u8);
        writer.Write(obj.Span);
        writer.Write("}\n"u8);
    }
}
