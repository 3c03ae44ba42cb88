using System.Text.Json.Nodes;
using LocalKubernetes.Api;

namespace LocalKubernetes.Discovery;

/// <summary>
/// OpenAPI v3, as much as kubectl asks for: which kinds exist and that the server checks fields itself. Schemas are
/// open; kubectl computes its patches for built-in kinds from its own types.
/// </summary>
internal sealed class OpenApiDocuments(KindTable kinds)
{
    private const string Gvk = "x-kubernetes-group-version-kind";

    private static readonly string[] PatchParameters = ["dryRun", "fieldManager", "fieldValidation", "force"];

    public JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var path in kinds.All.Select(PathOf).Distinct())
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash=LOCAL{kinds.All.Count}" };
        return new JsonObject { ["paths"] = paths };
    }

    public JsonObject? Of(string group, string version)
    {
        var served = kinds.All.Where(kind => kind.Group == group && kind.Version == version).ToList();
        if (served.Count == 0) return null;
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        foreach (var kind in served)
        {
            paths[$"/{PathOf(kind)}/{(kind.Namespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}/{{name}}"] = new JsonObject { ["patch"] = Patch(kind) };
            schemas[$"io.k8s.{kind.ApiVersion.Replace('/', '.')}.{kind.Kind}"] = Schema(kind);
        }
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.0-local" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static JsonObject Patch(ResourceKind kind) => new()
    {
        ["operationId"] = $"patch{kind.Kind}",
        ["parameters"] = new JsonArray([.. PatchParameters.Select(name => new JsonObject
        {
            ["name"] = name,
            ["in"] = "query",
            ["schema"] = new JsonObject { ["type"] = name == "force" ? "boolean" : "string" },
        })]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = "patch",
        [Gvk] = KindOf(kind),
    };

    private static JsonObject Schema(ResourceKind kind) => new()
    {
        ["type"] = "object",
        ["description"] = $"{kind.Kind} of {kind.ApiVersion}.",
        ["x-kubernetes-preserve-unknown-fields"] = true,
        [Gvk] = new JsonArray(KindOf(kind)),
    };

    private static JsonObject KindOf(ResourceKind kind) => new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };

    private static string PathOf(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.ApiVersion}";
}
