using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Storage;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Http;

/// <summary>Writes objects and refusals in the client's form.</summary>
internal static class ObjectWriter
{
    public static Task WriteAsync(ApiRequest request, StoredObject obj, int code = 200) =>
        WriteAsync(request.Http, code, Bytes(obj, request.Representation));

    public static Task WriteAsync(HttpContext http, JsonNode body, int code = 200) => WriteAsync(http, code, JsonText.ToUtf8(body));

    public static Task WriteAsync(HttpContext http, ApiException refusal)
    {
        if (refusal.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return WriteAsync(http, refusal.Code, JsonText.ToUtf8(refusal.Status.DeepClone()));
    }

    public static ReadOnlyMemory<byte> Bytes(StoredObject obj, Representation form) =>
        form == Representation.MetadataOnly ? JsonText.ToUtf8(MetadataOf(obj)) : obj.Utf8;

    private static JsonObject MetadataOf(StoredObject obj) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = obj.Read()["metadata"]?.DeepClone(),
    };

    private static Task WriteAsync(HttpContext http, int code, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
