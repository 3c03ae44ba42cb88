using System.Text;
using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Schemas;

namespace LocalKubernetes.Protobuf;

/// <summary>The API's protobuf framing: four magic bytes, then a runtime.Unknown that names the kind and holds the object.</summary>
internal static class ProtobufEnvelope
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>The object, as JSON, with its apiVersion and kind.</summary>
    /// <exception cref="SchemaException">Not an object of a known type.</exception>
    public static JsonObject Open(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic)) throw new SchemaException("provided data does not appear to be a protobuf message");
        var (apiVersion, kind) = ("", "");
        ReadOnlySpan<byte> raw = [];
        var wire = new WireReader(body[Magic.Length..]);
        while (wire.Next())
        {
            if (wire.Field == 1) (apiVersion, kind) = TypeOf(wire.Part());
            else if (wire.Field == 2) raw = wire.Part();
            else wire.Skip();
        }
        var parts = apiVersion.Split('/');
        var type = BuiltInTypes.OfKind(parts.Length > 1 ? parts[0] : "", parts[^1], kind) ?? Shared(kind)
            ?? throw new SchemaException($"no kind \"{kind}\" is registered for version \"{apiVersion}\"");
        var obj = ProtobufReader.Read(raw, type);
        TypedShape.Complete(obj, type);
        obj.Insert(0, "kind", kind);
        obj.Insert(1, "apiVersion", apiVersion);
        return obj;
    }

    /// <summary>Null when the object's type has no protobuf form.</summary>
    public static byte[]? Seal(JsonObject obj)
    {
        var (apiVersion, kind) = (obj.Text("apiVersion") ?? "", obj.Text("kind") ?? "");
        var parts = apiVersion.Split('/');
        var group = parts.Length > 1 ? parts[0] : "";
        ReadOnlyMemory<byte> raw;
        if ((BuiltInTypes.OfKind(group, parts[^1], kind) ?? Shared(kind)) is { } type) raw = ProtobufWriter.Write(obj, type);
        else if (kind.EndsWith("List", StringComparison.Ordinal) && BuiltInTypes.OfKind(group, parts[^1], kind[..^4]) is { } item) raw = ListOf(obj, item);
        else return null;
        var (typeMeta, unknown) = (new WireWriter(), new WireWriter());
        typeMeta.Text(1, apiVersion);
        typeMeta.Text(2, kind);
        unknown.Part(1, typeMeta.Written.Span);
        unknown.Part(2, raw.Span);
        return [.. Magic, .. unknown.Written.Span];
    }

    private static ReadOnlyMemory<byte> ListOf(JsonObject list, TypeSchema item)
    {
        var (metadata, wire) = (new WireWriter(), new WireWriter());
        metadata.Text(2, list.Object("metadata").Text("resourceVersion") ?? "");
        metadata.Text(3, list.Object("metadata").Text("continue") ?? "");
        if (list.Object("metadata").Number("remainingItemCount") is { } remaining) metadata.Number(4, remaining);
        wire.Part(1, metadata.Written.Span);
        foreach (var obj in list.Objects("items")) wire.Part(2, ProtobufWriter.Write(obj, item).Span);
        return wire.Written;
    }

    private static TypeSchema? Shared(string kind) => kind is "DeleteOptions" or "Status" ? BuiltInTypes.Find("meta.v1." + kind) : null;

    private static (string ApiVersion, string Kind) TypeOf(ReadOnlySpan<byte> message)
    {
        var (apiVersion, kind) = ("", "");
        var wire = new WireReader(message);
        while (wire.Next())
        {
            if (wire.Field == 1) apiVersion = Encoding.UTF8.GetString(wire.Part());
            else if (wire.Field == 2) kind = Encoding.UTF8.GetString(wire.Part());
            else wire.Skip();
        }
        return (apiVersion, kind);
    }
}
