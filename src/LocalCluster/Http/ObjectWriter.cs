using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Protobuf;
using LocalKubernetes.Storage;
using LocalKubernetes.Tables;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Http;

/// <summary>Writes objects and refusals in the client's form.</summary>
internal static class ObjectWriter
{
    public static Task WriteAsync(ApiRequest request, StoredObject obj, int code = 200) =>
        request.Representation == Representation.Protobuf
            ? WriteSealedAsync(request.Http, request.Kind.View(obj.Read()), code)
            : WriteAsync(request.Http, code, Bytes(request, obj));

    public static Task WriteAsync(HttpContext http, JsonNode body, int code = 200) => WriteAsync(http, code, JsonText.ToUtf8(body));

    public static Task WriteAsync(HttpContext http, ApiException refusal)
    {
        if (refusal.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return WriteAsync(http, refusal.Code, JsonText.ToUtf8(refusal.Status.DeepClone()));
    }

    /// <summary>The object in the form and version that the client asked for.</summary>
    public static ReadOnlyMemory<byte> Bytes(ApiRequest request, StoredObject obj, bool withColumns = true) => request.Representation switch
    {
        Representation.MetadataOnly => JsonText.ToUtf8(MetadataOf(obj)),
        Representation.Table => JsonText.ToUtf8(TableOf(request).Of(request.Kind.View(obj.Read()), withColumns)),
        _ when obj.Key.Kind.ApiVersion != request.Kind.ApiVersion => JsonText.ToUtf8(request.Kind.View(obj.Read())),
        _ => obj.Utf8,
    };

    public static TableWriter TableOf(ApiRequest request) => new(request.Kind, request.Query("includeObject"), request.Now);

    public static JsonObject MetadataOf(StoredObject obj) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = obj.Read()["metadata"]?.DeepClone(),
    };

    /// <exception cref="ApiException">406: the type has no protobuf form.</exception>
    public static Task WriteSealedAsync(HttpContext http, JsonObject body, int code = 200) =>
        WriteAsync(http, code, ProtobufEnvelope.Seal(body) ?? throw ApiErrors.NotAcceptable(), ProtobufEnvelope.MediaType);

    private static Task WriteAsync(HttpContext http, int code, ReadOnlyMemory<byte> body, string type = "application/json")
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
