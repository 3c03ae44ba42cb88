using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>One Kubernetes object of a manifest; never a <c>List</c>.</summary>
/// <param name="ApiVersion">Group and version.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Json">The whole object.</param>
/// <param name="Location">Where it starts.</param>
internal sealed record ManifestObject(string ApiVersion, string Kind, JsonObject Json, SourceLocation Location);
