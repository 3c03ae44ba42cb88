using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Http;

/// <summary>Writes a page of objects as a list or a Table, object by object, so that a large list is never held twice.</summary>
internal static class ListWriter
{
    private const int FlushEvery = 64;

    public static async Task WriteAsync(ApiRequest request, List<StoredObject> page, long version, string? next, long? remaining)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (next is not null) metadata["continue"] = next;
        if (remaining is not null) metadata["remainingItemCount"] = remaining;
        if (request.Representation == Representation.Protobuf)
        {
            var list = List(request.Kind.ListKind, request.Kind.ApiVersion, metadata);
            list["items"] = new JsonArray([.. page.Select(obj => request.Kind.View(obj.Read()))]);
            await ObjectWriter.WriteSealedAsync(request.Http, list);
            return;
        }
        request.Http.Response.ContentType = "application/json";
        var writer = request.Http.Response.BodyWriter;
        writer.Write(Encoding.UTF8.GetBytes(Head(request, metadata)));
        for (var index = 0; index < page.Count; index++)
        {
            if (index > 0) writer.Write(","u8);
            Item(request, page[index], writer);
            if (index % FlushEvery == FlushEvery - 1) await writer.FlushAsync(request.Aborted);
        }
        writer.Write("]}"u8);
        await writer.FlushAsync(request.Aborted);
    }

    private static string Head(ApiRequest request, JsonObject metadata)
    {
        var head = request.Representation switch
        {
            Representation.Table => ObjectWriter.TableOf(request).Of(metadata, []),
            Representation.MetadataOnly => List("PartialObjectMetadataList", "meta.k8s.io/v1", metadata),
            _ => List(request.Kind.ListKind, request.Kind.ApiVersion, metadata),
        };
        return JsonText.ToText(head)[..^2];
    }

    private static JsonObject List(string kind, string apiVersion, JsonObject metadata) =>
        new() { ["kind"] = kind, ["apiVersion"] = apiVersion, ["metadata"] = metadata, ["items"] = new JsonArray() };

    // Items of a whole list don't repeat the list's kind.
    private static void Bare(IBufferWriter<byte> writer, ReadOnlySpan<byte> item)
    {
        writer.Write("{"u8);
        writer.Write(item);
    }

    private static void Item(ApiRequest request, StoredObject obj, IBufferWriter<byte> writer)
    {
        switch (request.Representation)
        {
            case Representation.Table:
                writer.Write(JsonText.ToUtf8(ObjectWriter.TableOf(request).Row(request.Kind.View(obj.Read()))));
                break;
            case Representation.MetadataOnly:
                writer.Write(JsonText.ToUtf8(ObjectWriter.MetadataOf(obj)));
                break;
            default:
                // Items of a custom resource keep their kind, as a real server's do.
                if (request.Kind.IsCustom) writer.Write(ObjectWriter.Bytes(request, obj).Span);
                else if (obj.Key.Kind.ApiVersion == request.Kind.ApiVersion) Bare(writer, obj.Item.Span);
                else Bare(writer, ObjectWriter.Bytes(request, obj).Span[request.Kind.TypeLength..]);
                break;
        }
    }
}
