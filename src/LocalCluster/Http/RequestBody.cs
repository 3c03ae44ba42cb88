using System.Text.Json;
using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Protobuf;
using LocalKubernetes.Schemas;
using Microsoft.AspNetCore.Http;

namespace LocalKubernetes.Http;

/// <summary>A request's body in any of the API's encodings, read as JSON; fields that it names twice are remembered.</summary>
internal sealed record RequestBody(JsonNode? Node, IReadOnlySet<string> Duplicates)
{
    private const int Limit = 3 * 1024 * 1024;
    private static readonly HashSet<string> None = [];

    public JsonObject AsObject() => Node as JsonObject ?? throw ApiErrors.BadRequest("the body of the request is not an object");

    /// <exception cref="ApiException">400, 413 or 415.</exception>
    public static async Task<RequestBody> ReadAsync(HttpContext http, string kind, CancellationToken ct)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (type is not ("" or "application/json" or "application/yaml" or ProtobufEnvelope.MediaType)) throw ApiErrors.UnsupportedMediaType();
        return Parse(await BytesAsync(http, ct), type, broken =>
            ApiErrors.BadRequest($"the object provided is unrecognized (must be of type {kind}): couldn't get version/kind; json parse error: {broken}"));
    }

    /// <summary>A patch: JSON, or YAML where an apply sends it.</summary>
    public static async Task<RequestBody> ReadPatchAsync(HttpContext http, string type, CancellationToken ct) =>
        Parse(await BytesAsync(http, ct), type.EndsWith("+yaml", StringComparison.Ordinal) ? "application/yaml" : "", broken => ApiErrors.BadRequest($"error decoding patch: {broken}"));

    /// <summary>Options of a DELETE, in whichever type they come.</summary>
    public static async Task<JsonObject?> ReadOptionsAsync(HttpContext http, CancellationToken ct) => (await ReadAsync(http, "DeleteOptions", ct)).Node as JsonObject;

    private static RequestBody Parse(ReadOnlyMemory<byte> bytes, string type, Func<string, ApiException> refuse)
    {
        if (bytes.IsEmpty) return new RequestBody(null, None);
        try
        {
            if (type == ProtobufEnvelope.MediaType) return new RequestBody(ProtobufEnvelope.Open(bytes.Span), None);
            var node = type == "application/yaml" ? YamlReading.Parse(bytes.Span, out var duplicates) : JsonReading.Parse(bytes.Span, out duplicates);
            return new RequestBody(node, duplicates);
        }
        catch (Exception broken) when (broken is JsonException or SchemaException or InvalidOperationException)
        {
            throw refuse(broken.Message);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext http, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, ct);
        if (buffer.Length > Limit) throw ApiErrors.Of(413, "RequestEntityTooLarge", $"Request entity too large: limit is {Limit}");
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
