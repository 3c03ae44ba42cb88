using System.Text.Json.Nodes;
using LocalKubernetes.Api;

namespace LocalKubernetes.Discovery;

/// <summary>OpenAPI documents: which kinds exist, their fields with the API's own words, and that the server checks fields itself.</summary>
internal sealed class OpenApiDocuments(KindTable kinds)
{
    private const string Gvk = "x-kubernetes-group-version-kind";

    private static readonly string[] PatchParameters = ["dryRun", "fieldManager", "fieldValidation", "force"];

    public JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var group in kinds.All.GroupBy(PathOf))
            paths[group.Key] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{group.Key}?hash={HashOf(group)}" };
        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>Version 3 of a group's version; null when it isn't served.</summary>
    public JsonObject? Of(string group, string version)
    {
        var served = kinds.All.Where(kind => kind.Group == group && kind.Version == version).ToList();
        if (served.Count == 0) return null;
        var schemas = new OpenApiSchemas(isVersion3: true);
        foreach (var kind in served) schemas.Add(kind);
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = Paths(served, name => new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = TypeOf(name), ["uniqueItems"] = true } }),
            ["components"] = new JsonObject { ["schemas"] = schemas.Schemas },
        };
    }

    /// <summary>Version 2 of all.</summary>
    public JsonObject All()
    {
        var schemas = new OpenApiSchemas(isVersion3: false);
        foreach (var kind in kinds.All) schemas.Add(kind);
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = Info(),
            ["paths"] = Paths(kinds.All, name => new JsonObject { ["name"] = name, ["in"] = "query", ["type"] = TypeOf(name), ["uniqueItems"] = true }),
            ["definitions"] = schemas.Schemas,
        };
    }

    private static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = "v1.36.0-local" };

    private static JsonObject Paths(IEnumerable<ResourceKind> served, Func<string, JsonObject> parameter)
    {
        var paths = new JsonObject();
        foreach (var kind in served)
        {
            var path = $"/{PathOf(kind)}/{(kind.Namespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}";
            if (kind.IsReview) paths[path] = new JsonObject { ["post"] = Operation(kind, "post", []) };
            else paths[path + "/{name}"] = new JsonObject { ["patch"] = Operation(kind, "patch", new JsonArray([.. PatchParameters.Select(parameter)])) };
        }
        return paths;
    }

    private static JsonObject Operation(ResourceKind kind, string action, JsonArray parameters) => new()
    {
        ["operationId"] = $"{action}{kind.Group.Split('.')[0]}{kind.Version}{kind.Kind}",
        ["parameters"] = parameters,
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = action,
        [Gvk] = new JsonObject { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind },
    };

    private static string TypeOf(string parameter) => parameter == "force" ? "boolean" : "string";

    // Clients keep a document for as long as its hash stays.
    private static string HashOf(IEnumerable<ResourceKind> served)
    {
        var text = string.Join(';', served.Select(kind => $"{kind.QualifiedName}/{kind.OpenApi?.ToJsonString()}"));
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private static string PathOf(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.ApiVersion}";
}
