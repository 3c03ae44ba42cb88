using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.FieldManagement;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Http;

/// <summary>Reads the requests of server-side apply.</summary>
internal static class ApplyRequests
{
    /// <exception cref="ApiException">400, 422 or 500: what an apply must say is missing, or its fields aren't the kind's.</exception>
    public static ApplyConfiguration Read(ApiRequest request, RequestBody body)
    {
        var config = body.Node as JsonObject ?? throw ApiErrors.BadRequest("error decoding YAML: the configuration is not an object");
        if (string.IsNullOrEmpty(request.Query("fieldManager")))
        {
            var errors = new FieldErrors();
            errors.Required("fieldManager", "is required for apply patch");
            throw ApiErrors.InvalidOptions("PatchOptions", errors);
        }
        CheckType(request, config);
        if (config.Object("metadata")?["managedFields"] is not null) throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        if (request.Kind.Schema is { } schema && TypedConfiguration.Check(config, schema) is { Count: > 0 } problems)
            throw ApiErrors.Bare($"failed to create typed patch object ({config.Namespace()}/{config.Name()}; {request.Kind.ApiVersion}, Kind={request.Kind.Kind}): {(problems.Count == 1 ? problems[0] : "errors:\n  " + string.Join("\n  ", problems))}");
        return new ApplyConfiguration(request.Kind, config, request.Asks("force"), applied => request.Kind.Unview(RequestDecoder.ReadPatched(request, applied, body, null)));
    }

    private static void CheckType(ApiRequest request, JsonObject config)
    {
        var (version, kind) = (config.Text("apiVersion") ?? "", config.Text("kind") ?? "");
        if (version == request.Kind.ApiVersion && kind == request.Kind.Kind) return;
        var shown = version.Contains('/', StringComparison.Ordinal) || version.Length == 0 ? version : "/" + version;
        throw ApiErrors.BadRequest($"invalid object type: {(shown.Length == 0 ? "/" : shown)}, Kind={kind}");
    }
}
