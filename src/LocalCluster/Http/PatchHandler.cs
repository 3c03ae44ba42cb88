using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Patching;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Http;

/// <summary>PATCH in the API's four forms.</summary>
internal sealed class PatchHandler(ObjectRegistry registry)
{
    private const string Accepted =
        "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml, application/apply-patch+cbor";

    public async Task HandleAsync(ApiRequest request)
    {
        var type = request.Http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        var body = await request.ReadBodyAsync() ?? throw ApiErrors.BadRequest("the body of a patch is empty");
        if (type == "application/apply-patch+yaml" && registry.Store.Find(request.Key) is null)
        {
            var created = registry.Create(request.Kind, request.Key.Namespace, AsObject(body), request.WriteOptions());
            await ObjectWriter.WriteAsync(request, created, 201);
            return;
        }
        var change = ChangeOf(type, request.Kind.Kind, body);
        await ObjectWriter.WriteAsync(request, registry.Update(request.Key, change, request.WriteOptions()));
    }

    /// <summary>The patch as a function; a new copy of the patch for every attempt.</summary>
    /// <exception cref="ApiException">400 or 415.</exception>
    public static Func<JsonObject, JsonObject> ChangeOf(string type, string kind, JsonNode body) => type switch
    {
        "application/merge-patch+json" => current => (JsonObject)MergePatch.Apply(current, AsObject(body))!,
        "application/strategic-merge-patch+json" or "application/apply-patch+yaml" => current => new StrategicMergePatch(kind).Apply(current, AsObject(body)),
        "application/json-patch+json" => current => JsonPatch.Apply(current, (JsonArray)((body as JsonArray)?.DeepClone() ?? throw ApiErrors.BadRequest("a JSON patch is a list of operations"))),
        _ => throw ApiErrors.UnsupportedMediaType(Accepted),
    };

    private static JsonObject AsObject(JsonNode body) => (body as JsonObject)?.Copy() ?? throw ApiErrors.BadRequest("the body of a patch is not an object");
}
