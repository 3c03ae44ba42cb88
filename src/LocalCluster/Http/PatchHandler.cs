using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Patching;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Http;

/// <summary>PATCH in the API's four forms.</summary>
internal sealed class PatchHandler(ObjectRegistry registry)
{
    public async Task HandleAsync(ApiRequest request)
    {
        var type = request.Http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        var body = await request.ReadBodyAsync() ?? throw ApiErrors.BadRequest("the body of a patch is empty");
        if (type == "application/apply-patch+yaml" && registry.Store.Find(request.Key) is null)
        {
            var created = registry.Create(request.Key.Kind, request.Key.Namespace, request.Kind.Unview(AsObject(body)), request.WriteOptions());
            await ObjectWriter.WriteAsync(request, created, 201);
            return;
        }
        var change = ChangeOf(type, request.Kind.Kind, body);
        await ObjectWriter.WriteAsync(request, registry.Update(request.Key, current => request.Kind.Unview(change(request.Kind.View(current))), request.WriteOptions()));
    }

    /// <summary>The patch as a function; a new copy of the patch for every attempt.</summary>
    /// <exception cref="ApiException">400 or 415.</exception>
    public static Func<JsonObject, JsonObject> ChangeOf(string type, string kind, JsonNode body) => type switch
    {
        "application/merge-patch+json" => current => (JsonObject)MergePatch.Apply(current, AsObject(body))!,
        "application/strategic-merge-patch+json" or "application/apply-patch+yaml" => current => new StrategicMergePatch(kind).Apply(current, AsObject(body)),
        "application/json-patch+json" => current => JsonPatch.Apply(current, (JsonArray)((body as JsonArray)?.DeepClone() ?? throw ApiErrors.BadRequest("error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch"))),
        _ => throw ApiErrors.UnsupportedMediaType(),
    };

    private static JsonObject AsObject(JsonNode body) => (body as JsonObject)?.Copy() ?? throw ApiErrors.BadRequest("error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
}
