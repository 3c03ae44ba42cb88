using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>Finds the Kubernetes objects in texts: every document's, and those inside of <c>List</c>s.</summary>
internal sealed class ManifestReader(Action<Diagnostic> report)
{
    /// <summary>The objects of one text, in its order. What could not be read is reported, and the rest is read on.</summary>
    public IEnumerable<ManifestObject> Read(ManifestText text) =>
        YamlText.Read(text.Text, text.File, report).SelectMany(document => Objects(document, text.File));

    private IEnumerable<ManifestObject> Objects(YamlDocument document, string file)
    {
        foreach (var (key, at) in document.Repeated)
            report(new(Severity.Warning, at.ToString(), $"the key '{key}' is there twice; the last one counts"));
        return Objects(document, document.Root, null, "a document", file);
    }

    private IEnumerable<ManifestObject> Objects(YamlDocument document, JsonNode? node, (string ApiVersion, string Kind)? item, string what, string file)
    {
        if (node is null) return [];
        if (node is not JsonObject map)
        {
            report(new(Severity.Error, document.Locations.GetValueOrDefault(node, document.Start).ToString(), $"{what} is {(node is JsonArray ? "a list" : "a single value")}, no object"));
            return [];
        }
        var location = document.Locations.GetValueOrDefault(map, new(file));
        var kind = JsonTexts.Get(map, "kind") ?? item?.Kind;
        var apiVersion = JsonTexts.Get(map, "apiVersion") ?? item?.ApiVersion;
        if (kind is null || apiVersion is null)
        {
            report(new(Severity.Note, location.ToString(), "skipped: no Kubernetes object (apiVersion or kind is missing)"));
            return [];
        }
        return kind.EndsWith("List", StringComparison.Ordinal) && map["items"] is JsonArray items
            ? items.SelectMany(entry => Objects(document, entry, ItemOf(apiVersion, kind), "an item of a list", file))
            : [new(apiVersion, kind, map, location)];
    }

    /// <summary>Items of a typed list may leave out what the list's kind says.</summary>
    private static (string, string)? ItemOf(string apiVersion, string kind) =>
        kind == "List" ? null : (apiVersion, kind[..^"List".Length]);
}
