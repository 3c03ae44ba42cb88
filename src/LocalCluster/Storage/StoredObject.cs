using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;

namespace LocalKubernetes.Storage;

/// <summary>One version of one object: its bytes as clients read them, and what lists and indexes need without parsing.</summary>
internal sealed class StoredObject
{
    private static readonly Dictionary<string, string> NoLabels = [];

    private StoredObject(ObjectKey key, JsonObject obj, long resourceVersion)
    {
        Key = key;
        ResourceVersion = resourceVersion;
        Uid = obj.Uid();
        IsDeleting = obj.IsDeleting();
        Labels = obj.Object("metadata").Object("labels") is { Count: > 0 } ? obj.Labels() : NoLabels;
        Owners = [.. obj.Object("metadata").Objects("ownerReferences").Select(owner => owner.Text("uid") ?? "")];
        Fields = [.. key.Kind.SelectableFields.Select(path => FieldOf(obj, path))];
        if (key.Kind == Kinds.Services) Selector = obj.Object("spec").TextMap("selector");
        Utf8 = JsonText.ToUtf8(obj);
    }

    public ObjectKey Key { get; }
    public long ResourceVersion { get; }
    public string Uid { get; }
    public bool IsDeleting { get; }
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>The owners' uids.</summary>
    public string[] Owners { get; }

    /// <summary>Values of the kind's selectable fields, in the kind's order.</summary>
    public string[] Fields { get; }

    /// <summary>A Service's selector; null for other kinds.</summary>
    public IReadOnlyDictionary<string, string>? Selector { get; }

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The object as an item of a list, after its opening brace: lists name the kind once for all.</summary>
    public ReadOnlyMemory<byte> Item => Utf8[Key.Kind.TypeLength..];

    /// <summary>A copy that the caller may change.</summary>
    public JsonObject Read() => (JsonObject)JsonNode.Parse(Utf8.Span, null, new() { MaxDepth = 512 })!;

    /// <summary>Stamps the version into the object and freezes it.</summary>
    public static StoredObject Freeze(ResourceKind kind, JsonObject obj, long resourceVersion)
    {
        if (resourceVersion == 0) obj.Metadata().Remove("resourceVersion"); // a dry run's object has none yet
        else obj.Metadata()["resourceVersion"] = resourceVersion.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new StoredObject(new ObjectKey(kind, kind.Namespaced ? obj.Namespace() : "", obj.Name()), obj, resourceVersion);
    }

    private static string FieldOf(JsonObject obj, string path) => obj.At(path.Split('.')) switch
    {
        null => path is "spec.unschedulable" or "spec.hostNetwork" ? "false" : path.StartsWith("status.", StringComparison.Ordinal) && path.EndsWith('s') ? "0" : "",
        var node => node.AsText() ?? node.ToJsonString(),
    };
}
