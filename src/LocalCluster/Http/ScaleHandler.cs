using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Tables;

namespace LocalKubernetes.Http;

/// <summary>The scale subresource: autoscaling/v1 Scale as a view of spec.replicas.</summary>
internal sealed class ScaleHandler(ObjectRegistry registry)
{
    public Task GetAsync(ApiRequest request) => ObjectWriter.WriteAsync(request.Http, ScaleOf(request.Kind, registry.Get(request.Key).Read()));

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
            var scale = change(ScaleOf(request.Kind, current));
            if (scale.Object("metadata").Text("resourceVersion") is { Length: > 0 } version) current.Metadata()["resourceVersion"] = version;
            SetReplicas(current, request.Kind.Scale.Replicas, scale.Object("spec").Number("replicas") ?? 0);
            return current;
        }, request.WriteOptions());
        return ObjectWriter.WriteAsync(request.Http, ScaleOf(request.Kind, written.Read()));
    }

    private static JsonObject ScaleOf(ResourceKind kind, JsonObject obj)
    {
        var metadata = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            metadata[field] = obj.Metadata()[field]?.DeepClone();
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = obj.At(kind.Scale.Replicas).AsNumber() ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = obj.At(kind.Scale.StatusReplicas).AsNumber() ?? 0,
                ["selector"] = SelectorOf(kind, obj),
            },
        };
    }

    private static void SetReplicas(JsonObject obj, string[] path, long replicas)
    {
        foreach (var name in path.SkipLast(1)) obj = obj.Ensure(name);
        obj[path[^1]] = replicas;
    }

    private static string SelectorOf(ResourceKind kind, JsonObject obj)
    {
        if (kind.Scale.Selector is { } path) return path.Length == 0 ? "" : obj.At(path).AsText() ?? "";
        var selector = obj.Object("spec").Object("selector");
        if (kind == Kinds.ReplicationControllers) return string.Join(',', obj.Object("spec").TextMap("selector").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        return selector is null ? "" : SelectorText.Of(selector);
    }
}
