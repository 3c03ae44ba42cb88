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

    public void WriteInitial(StoredObject obj)
    {
        if (Matches(obj)) Frame("ADDED"u8, ObjectWriter.Bytes(obj, request.Representation));
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
        if (now) Frame(before ? "MODIFIED"u8 : "ADDED"u8, ObjectWriter.Bytes(happened.Current!, request.Representation));
        else if (before) Frame("DELETED"u8, ObjectWriter.Bytes(Departed(happened), request.Representation));
    }

    public void WriteBookmark(long version) => Bookmark(version, false);

    public void WriteInitialEnd(long version) => Bookmark(version, true);

    public void WriteError(ApiException refusal) => Frame("ERROR"u8, JsonText.ToUtf8(refusal.Status));

    public async Task FlushAsync(CancellationToken ct) => await writer.FlushAsync(ct);

    private bool Matches(StoredObject obj) => labels.Matches(obj.Labels) && fields.Matches(obj);

    private static StoredObject Departed(StoreEvent happened) =>
        happened.IsDeletion ? happened.Current! : StoredObject.Freeze(happened.Previous!.Key.Kind, happened.Previous.Read(), happened.ResourceVersion);

    private void Bookmark(long version, bool initialEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (initialEnd) metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var whole = request.Representation == Representation.Whole;
        Frame("BOOKMARK"u8, JsonText.ToUtf8(new JsonObject
        {
            ["kind"] = whole ? request.Kind.Kind : "PartialObjectMetadata",
            ["apiVersion"] = whole ? request.Kind.ApiVersion : "meta.k8s.io/v1",
            ["metadata"] = metadata,
        }));
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
