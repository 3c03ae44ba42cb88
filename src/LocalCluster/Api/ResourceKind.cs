using System.Text.Json.Nodes;
using LocalKubernetes.Admission;
using LocalKubernetes.Schemas;
using LocalKubernetes.Tables;

namespace LocalKubernetes.Api;

/// <summary>One row of the table of kinds: where a kind is served and what it can do.</summary>
internal sealed class ResourceKind(string group, string version, string kind, string plural)
{
    public string Group { get; } = group;
    public string Version { get; } = version;
    public string Kind { get; } = kind;
    public string Plural { get; } = plural;
    public string Singular { get; init; } = kind.ToLowerInvariant();
    public string ListKind { get; init; } = kind + "List";
    public string[] ShortNames { get; init; } = [];
    public string[] Categories { get; init; } = [];
    public bool Namespaced { get; init; } = true;

    /// <summary>What can be asked of the resource itself.</summary>
    public string[] Verbs { get; init; } = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>A question that is answered and never stored.</summary>
    public bool IsReview { get; init; }

    public bool HasStatus { get; init; }
    public bool HasScale { get; init; }
    public ScalePaths Scale { get; init; } = ScalePaths.BuiltIn;

    /// <summary>metadata.generation counts the changes of what isn't metadata or status.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>A PUT to an absent name creates the object, as it does for the kinds that allow it.</summary>
    public bool CreatesOnUpdate { get; init; }

    /// <summary>A DELETE answers with the object; for other kinds with a Status.</summary>
    public bool ReturnsDeleted { get; init; }

    /// <summary>Field selectors beside metadata.name and metadata.namespace, as dotted paths.</summary>
    public string[] SelectableFields { get; init; } = [];

    /// <summary>The kind comes from a CustomResourceDefinition.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The OpenAPI schema of a custom resource.</summary>
    public JsonObject? OpenApi { get; init; }

    public KindRules Rules { get; init; } = KindRules.None;

    /// <summary>The fields of the kind's objects; null where nothing is known of them.</summary>
    public TypeSchema? Schema
    {
        get => field ??= BuiltInTypes.OfKind(Group, Version, Kind);
        init;
    }

    /// <summary>The object as a value, for what walks values.</summary>
    public ValueSchema ObjectSchema => field ??= Schema is null ? ValueSchema.Deduced : new ValueSchema { Form = ValueForm.Object, GoType = Kind, Type = Schema };

    /// <summary>The columns of a custom resource; built-in kinds have theirs in <see cref="TableLayouts"/>.</summary>
    public TableLayout? Table { get; init; }

    /// <summary>The kind as which objects are kept, where this version is another view of them.</summary>
    public ResourceKind Stored => StoredAs?.Kind ?? this;

    /// <summary>How this version's objects become the stored ones and back; null for a kind stored as it is served.</summary>
    public VersionView? StoredAs { get; init; }

    /// <summary>A stored object as this version shows it.</summary>
    public JsonObject View(JsonObject stored)
    {
        if (StoredAs is not null) return StoredAs.FromStored(stored);
        if (IsCustom) stored["apiVersion"] = ApiVersion; // the storage version may have changed since it was written
        return stored;
    }

    /// <summary>This version's object as it is stored.</summary>
    public JsonObject Unview(JsonObject shown) => StoredAs?.ToStored(shown) ?? shown;

    public string ApiVersion { get; } = group.Length == 0 ? version : $"{group}/{version}";

    /// <summary>As error messages name it: "deployments.apps".</summary>
    public string QualifiedName { get; } = group.Length == 0 ? plural : $"{plural}.{group}";

    /// <summary>As validation errors name it: "Deployment.apps".</summary>
    public string QualifiedKind { get; } = group.Length == 0 ? kind : $"{kind}.{group}";

    /// <summary>The bytes of an object before its metadata, as objects are stored: the brace, its kind and apiVersion.</summary>
    public int TypeLength { get; } = $"{{\"kind\":\"{kind}\",\"apiVersion\":\"{(group.Length == 0 ? version : $"{group}/{version}")}\",".Length;

    public override string ToString() => QualifiedName;
}
