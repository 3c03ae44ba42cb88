namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>One call of the API, described so that its URL, its RBAC rule and its metrics all come from here.</summary>
/// <param name="Verb">The RBAC verb: get, list, watch, create, update, patch or delete.</param>
/// <param name="Resource">The kind.</param>
/// <param name="Namespace">The namespace, or null for all of them and for cluster-scoped kinds.</param>
/// <param name="Name">The object, or null for the collection.</param>
public sealed record ApiRequest(string Verb, ResourceKind Resource, string? Namespace, string? Name = null)
{
    /// <summary>Asks whether the server is ready. Every authenticated user may, by the API server's own default roles.</summary>
    internal static readonly ApiRequest Readiness = new("get", new("", "", "readyz", ""), null) { NonResourcePath = "readyz", Cause = "probe" };

    /// <summary>A path outside the API's resources, or null.</summary>
    internal string? NonResourcePath { get; init; }

    /// <summary>What of the object is meant, such as <c>proxy/statusz</c> of a Pod; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The query, without the question mark; empty for none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The JSON body, or null.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The <c>Accept</c> header: <see cref="MediaTypes"/>.</summary>
    public string Accept { get; init; } = MediaTypes.Json;

    /// <summary>Why we ask, as the metric's tag: <c>sync</c>, <c>apply</c>, <c>confirm</c>, <c>lookup</c>, <c>event</c> or <c>probe</c>.</summary>
    public string Cause { get; init; } = "lookup";

    /// <summary>The URL under the server's address.</summary>
    public string RelativeUrl => Query.Length == 0 ? Path : $"{Path}?{Query}";

    /// <summary>What RBAC must grant for this request; list and watch are always granted together.</summary>
    public RbacRule Rule => new(Verb is "list" or "watch" ? "list,watch" : Verb, Subresource is null ? Resource.ToString() : $"{Resource}/{Subresource.Split('/')[0]}", Namespace);

    /// <summary>The HTTP method of the verb.</summary>
    public HttpMethod Method => Verb switch
    {
        "create" => HttpMethod.Post,
        "update" => HttpMethod.Put,
        "patch" => HttpMethod.Patch,
        "delete" => HttpMethod.Delete,
        _ => HttpMethod.Get,
    };

    private string Path => NonResourcePath ?? Resource.Path(Namespace, Name) + (Subresource is null ? "" : $"/{Subresource}");

    /// <summary>What is asked, for people: <c>update networkpolicies.networking.k8s.io shop/web</c>.</summary>
    public override string ToString() => $"{Verb} {Resource}{(Namespace, Name) switch
    {
        (null, null) => "",
        (null, _) => $" {Name}",
        (_, null) => $" in {Namespace}",
        _ => $" {Namespace}/{Name}",
    }}";
}
