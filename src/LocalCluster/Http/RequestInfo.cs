using LocalKubernetes.Api;

namespace LocalKubernetes.Http;

/// <summary>
/// What a request's method and path say, as the API's URL scheme defines them. The verb is get, list, watch, create,
/// update, patch, delete or deletecollection. A path without a namespace means all, or a cluster-scoped kind.
/// </summary>
internal sealed record RequestInfo(
    string Verb, string Group, string Version, string Resource, string? Namespace, string? Name, string? Subresource)
{
    /// <summary>Null for paths outside /api/v1/… and /apis/group/version/….</summary>
    public static RequestInfo? Parse(string method, string path, bool watch)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var (group, version, rest) = parts switch
        {
            ["api", var v, _, ..] => ("", v, parts[2..]),
            ["apis", var g, var v, _, ..] => (g, v, parts[3..]),
            _ => ("", "", []),
        };
        if (rest.Length == 0) return null;
        if (rest[0] == "watch" && rest.Length > 1) (watch, rest) = (true, rest[1..]);
        string? scope = null;
        if (rest is ["namespaces", var ns, not ("status" or "finalize"), ..]) (scope, rest) = (ns, rest[2..]);
        if (rest.Length > 3) return null;
        var name = rest.Length > 1 ? rest[1] : null;
        return new RequestInfo(VerbOf(method, name, watch), group, version, rest[0], scope, name, rest.Length > 2 ? rest[2] : null);
    }

    public ObjectKey KeyOf(ResourceKind kind) => new(kind.Stored, kind.Namespaced ? Namespace ?? "" : "", Name ?? "");

    private static string VerbOf(string method, string? name, bool watch) => method switch
    {
        "GET" or "HEAD" => watch ? "watch" : name is null ? "list" : "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => name is null ? "deletecollection" : "delete",
        _ => method.ToLowerInvariant(),
    };
}
