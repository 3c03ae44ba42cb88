using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>One Kubernetes object of a manifest; never a <c>List</c>.</summary>
/// <param name="ApiVersion">Group and version.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Json">The whole object.</param>
/// <param name="Location">Where it starts.</param>
internal sealed record ManifestObject(string ApiVersion, string Kind, JsonObject Json, SourceLocation Location)
{
    /// <summary>Kinds without a namespace, as far as policies depend on them.</summary>
    private static readonly string[] ClusterScoped =
        ["Namespace", "Node", "IngressClass", "GatewayClass", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "APIService", "CustomResourceDefinition"];

    /// <summary>The API group; empty for the core group.</summary>
    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? ApiVersion[..slash] : "";

    /// <summary>The object's name, or empty.</summary>
    public string Name => JsonTexts.Get(Metadata, "name") ?? "";

    /// <summary>The object's namespace, or empty.</summary>
    public string Namespace => JsonTexts.Get(Metadata, "namespace") ?? "";

    private JsonObject? Metadata => Json["metadata"] as JsonObject;

    /// <summary>Fills in what the API server would: a namespace, and a name where one is to be generated.</summary>
    public void Complete(string defaultNamespace)
    {
        if (Metadata is not { } metadata) return;
        if (!ClusterScoped.Contains(Kind) && IsUnsaid(metadata["namespace"])) metadata["namespace"] = defaultNamespace;
        if (metadata["name"] is null && JsonTexts.Get(metadata, "generateName") is { } stem) metadata["name"] = stem.TrimEnd('-', '.');
    }

    /// <summary><c>Kind namespace/name</c>, for messages.</summary>
    public override string ToString() =>
        JsonTexts.Get(Metadata, "namespace") is { } ns && !ClusterScoped.Contains(Kind) ? $"{Kind} {ns}/{Name}" : $"{Kind} {Name}";

    /// <summary>Missing, null and empty are the same to the API.</summary>
    private static bool IsUnsaid(JsonNode? value) => value is null || (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length == 0);
}
