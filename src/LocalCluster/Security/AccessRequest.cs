using LocalKubernetes.Http;
using LocalKubernetes.Json;
using System.Text.Json.Nodes;

namespace LocalKubernetes.Security;

/// <summary>What somebody asks to do: a verb on a resource, or on a path outside the resources.</summary>
internal sealed record AccessRequest(string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, string? Path = null)
{
    public string FullResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    public static AccessRequest OfPath(string verb, string path) => new(verb, "", "", "", "", "", path);

    /// <summary>A list or watch of one name by field selector counts as access to that name.</summary>
    public static AccessRequest Of(RequestInfo info, string? fieldSelector)
    {
        var name = info.Name ?? (fieldSelector?.StartsWith("metadata.name=", StringComparison.Ordinal) == true && !fieldSelector.Contains(',', StringComparison.Ordinal) ? fieldSelector[14..].TrimStart('=') : "");
        var scope = info.Namespace ?? (info is { Group: "", Resource: "namespaces", Name: { } space } ? space : "");
        return new AccessRequest(info.Verb, info.Group, info.Resource, info.Subresource ?? "", scope, name);
    }

    /// <summary>From the spec of an access review.</summary>
    public static AccessRequest Of(JsonObject? spec)
    {
        if (spec.Object("nonResourceAttributes") is { } path) return OfPath(path.Text("verb") ?? "", path.Text("path") ?? "");
        var resource = spec.Object("resourceAttributes");
        return new AccessRequest(resource.Text("verb") ?? "", resource.Text("group") ?? "", resource.Text("resource") ?? "", resource.Text("subresource") ?? "", resource.Text("namespace") ?? "", resource.Text("name") ?? "");
    }

    /// <summary>"cannot list resource "pods" in API group "" in the namespace "default"".</summary>
    public override string ToString()
    {
        if (Path is not null) return $"cannot {Verb} path \"{Path}\"";
        return $"cannot {Verb} resource \"{FullResource}\" in API group \"{Group}\" {(Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{Namespace}\"")}";
    }
}
