using LocalKubernetes.Admission;

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
    public bool HasStatus { get; init; }
    public bool HasScale { get; init; }

    /// <summary>metadata.generation counts the changes of what isn't metadata or status.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>A PUT to an absent name creates the object, as it does for the kinds that allow it.</summary>
    public bool CreatesOnUpdate { get; init; }

    /// <summary>A DELETE answers with the object; for other kinds with a Status.</summary>
    public bool ReturnsDeleted { get; init; }

    /// <summary>Field selectors beside metadata.name and metadata.namespace, as dotted paths.</summary>
    public string[] SelectableFields { get; init; } = [];

    public KindRules Rules { get; init; } = KindRules.None;

    public string ApiVersion { get; } = group.Length == 0 ? version : $"{group}/{version}";

    /// <summary>As error messages name it: "deployments.apps".</summary>
    public string QualifiedName { get; } = group.Length == 0 ? plural : $"{plural}.{group}";

    /// <summary>As validation errors name it: "Deployment.apps".</summary>
    public string QualifiedKind { get; } = group.Length == 0 ? kind : $"{kind}.{group}";

    public override string ToString() => QualifiedName;
}
