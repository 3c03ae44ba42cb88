using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>A document as JSON, which remembers where its maps started.</summary>
/// <param name="Root">The document's value; null for an empty one.</param>
/// <param name="Start">Where the document's value started.</param>
/// <param name="Locations">Where each map and list of the document started.</param>
/// <param name="Repeated">Keys that a map has twice; the last value counts.</param>
internal sealed record YamlDocument(
    JsonNode? Root, SourceLocation Start, IReadOnlyDictionary<JsonNode, SourceLocation> Locations, IReadOnlyList<(string Key, SourceLocation At)> Repeated);
