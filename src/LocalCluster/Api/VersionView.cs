using System.Text.Json.Nodes;

namespace LocalKubernetes.Api;

/// <summary>A served version that is kept as another: the stored kind and the way there and back.</summary>
internal sealed record VersionView(ResourceKind Kind, Func<JsonObject, JsonObject> FromStored, Func<JsonObject, JsonObject> ToStored);
