using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Http;

/// <summary>The scale subresource: autoscaling/v1 Scale as a view of spec.replicas.</summary>
internal sealed class ScaleHandler(ObjectRegistry registry)
{
    public Task GetAsync(ApiRequest request) => ObjectWriter.WriteAsync(request.Http, ScaleOf(registry.Get(request.Key)));

    public async Task UpdateAsync(ApiRequest request)
    {
        var body = (await RequestBody.ReadAsync(request.Http, "Scale", request.Aborted)).AsObject();
        await WriteAsync(request, _ => body);
    }

    public async Task PatchAsync(ApiRequest request)
    {
        var type = PatchHandler.TypeOf(request);
        var body = await RequestBody.ReadPatchAsync(request.Http, type, request.Aborted);
        await WriteAsync(request, PatchHandler.ChangeOf(request, type, "Scale", body.Node ?? throw ApiErrors.BadRequest("the body of a patch is empty")));
    }

    private Task WriteAsync(ApiRequest request, Func<JsonObject, JsonObject> change)
    {
        var written = registry.Update(request.Key, current =>
        {
            var scale = change(ScaleOf(current));
            if (scale.Object("metadata").Text("resourceVersion") is { Length: > 0 } version) current.Metadata()["resourceVersion"] = version;
            current.Ensure("spec")["replicas"] = scale.Object("spec").Number("replicas") ?? 0;
            return current;
        }, request.WriteOptions());
        return ObjectWriter.WriteAsync(request.Http, ScaleOf(written));
    }

    private static JsonObject ScaleOf(StoredObject stored) => ScaleOf(stored.Read());

    private static JsonObject ScaleOf(JsonObject obj)
    {
        var labels = obj.At("spec", "selector", "matchLabels") as JsonObject ?? (obj.Text("kind") == "ReplicationController" ? obj.At("spec", "selector") as JsonObject : null);
        var metadata = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            metadata[field] = obj.Metadata()[field]?.DeepClone();
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = obj.Object("spec").Number("replicas") ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = obj.Object("status").Number("replicas") ?? 0,
                ["selector"] = string.Join(',', (labels ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.AsText()}")),
            },
        };
    }
}
