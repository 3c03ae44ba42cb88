namespace LocalKubernetes.Schemas;

/// <summary>An object's fields. Types refer to each other, so fields are added after the types exist.</summary>
internal sealed class TypeSchema(string name, string openApiName)
{
    private readonly Dictionary<string, (FieldSchema Field, int Place)> byName = new(StringComparer.Ordinal);
    private readonly List<FieldSchema> fields = [];

    /// <summary>As the schema table names it: "apps.v1.DeploymentSpec".</summary>
    public string Name { get; } = name;

    public string OpenApiName { get; } = openApiName;

    /// <summary>As Go names it in error messages: "DeploymentSpec".</summary>
    public string LocalName { get; } = name[(name.LastIndexOf('.') + 1)..];

    /// <summary>"group/version/kind" of an API object; null for the parts of one.</summary>
    public string? Kind { get; init; }

    /// <summary>One applier owns the whole object.</summary>
    public bool Atomic { get; init; }

    /// <summary>Fields that aren't declared stay.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>All fields of the JSON form, those of inlined types included.</summary>
    public IReadOnlyList<FieldSchema> Fields => fields;

    /// <summary>The protobuf form: field numbers, where an inlined type is a message of its own.</summary>
    public Dictionary<int, FieldSchema> Numbers { get; } = [];

    /// <summary>Inlined types by the number of their message.</summary>
    public Dictionary<int, TypeSchema> Inlined { get; } = [];

    /// <summary>A field's place in the written object; what isn't declared comes last.</summary>
    public int PlaceOf(string field) => field switch
    {
        "kind" when Kind is not null => -2,
        "apiVersion" when Kind is not null => -1,
        _ => byName.TryGetValue(field, out var found) ? found.Place : int.MaxValue,
    };

    public FieldSchema? Find(string field) => byName.TryGetValue(field, out var found) ? found.Field : null;

    public void Add(FieldSchema field, bool own = true)
    {
        byName[field.Name] = (field, fields.Count);
        fields.Add(field);
        if (own && field.Number > 0) Numbers[field.Number] = field;
    }

    public override string ToString() => Name;
}
