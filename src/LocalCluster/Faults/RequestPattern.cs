namespace LocalKubernetes.Faults;

/// <summary>Which requests a fault concerns. Every part may hold "*" for any text; null matches everything.</summary>
public sealed record RequestPattern
{
    /// <summary>All requests to resources.</summary>
    public static RequestPattern Any { get; } = new();

    /// <summary>get, list, watch, create, update, patch, delete or deletecollection; several with commas.</summary>
    public string? Verb { get; init; }

    /// <summary>A plural name, with its group after a dot where it has one: "pods", "networkpolicies.networking.k8s.io". The group may be left out.</summary>
    public string? Resource { get; init; }

    /// <summary>The namespace in the request's path.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name in the request's path.</summary>
    public string? Name { get; init; }

    /// <summary>The user's name.</summary>
    public string? User { get; init; }

    internal bool Matches(Http.RequestInfo info, string user) =>
        (Verb is null || Verb.Split(',').Any(verb => Like(verb, info.Verb)))
        && (Resource is null || Like(Resource, info.Resource) || Like(Resource, $"{info.Resource}.{info.Group}"))
        && (Namespace is null || Like(Namespace, info.Namespace ?? ""))
        && (Name is null || Like(Name, info.Name ?? ""))
        && (User is null || Like(User, user));

    private static bool Like(string pattern, string text) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}
