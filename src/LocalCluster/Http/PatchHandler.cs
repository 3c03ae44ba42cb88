using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Patching;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Http;

/// <summary>PATCH in the API's four forms.</summary>
internal sealed class PatchHandler(ObjectRegistry registry)
{
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Json = "application/json-patch+json";
    private const string Apply = "application/apply-patch+yaml";

    public async Task HandleAsync(ApiRequest request)
    {
        var type = TypeOf(request);
        var body = await RequestBody.ReadPatchAsync(request.Http, type, request.Aborted);
        if (body.Node is null) throw ApiErrors.BadRequest("the body of a patch is empty");
        if (type == Apply)
        {
            var (applied, created) = registry.Apply(request.Key, ApplyRequests.Read(request, body), request.WriteOptions());
            await ObjectWriter.WriteAsync(request, applied, created ? 201 : 200);
            return;
        }
        var change = ChangeOf(request, type, request.Kind.Kind, body.Node);
        var text = type == Strategic ? GoText.Of(body.Node) : null;
        var patched = registry.Update(request.Key, current =>
            request.Kind.Unview(RequestDecoder.ReadPatched(request, change(request.Kind.View(current)), body, text)), request.WriteOptions());
        await ObjectWriter.WriteAsync(request, patched);
    }

    public static string TypeOf(ApiRequest request) => request.Http.Request.ContentType?.Split(';')[0].Trim() ?? "";

    /// <summary>The patch as a function; a new copy of the patch for every attempt.</summary>
    /// <exception cref="ApiException">400 or 415.</exception>
    public static Func<JsonObject, JsonObject> ChangeOf(ApiRequest request, string type, string kind, JsonNode body) => type switch
    {
        Merge => current => (JsonObject)MergePatch.Apply(current, AsObject(body))!,
        Strategic when !request.Kind.IsCustom => current => new StrategicMergePatch(kind).Apply(current, AsObject(body)),
        Json => current => JsonPatch.Apply(current, (JsonArray)((body as JsonArray)?.DeepClone() ?? throw ApiErrors.BadRequest("error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch"))),
        _ when request.Kind.IsCustom => throw ApiErrors.Of(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {Json}, {Merge}, {Apply}", []),
        _ => throw ApiErrors.UnsupportedMediaType(),
    };

    private static JsonObject AsObject(JsonNode body) => (body as JsonObject)?.Copy() ?? throw ApiErrors.BadRequest("error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
}
