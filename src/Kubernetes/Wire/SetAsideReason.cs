namespace NetpolOrleans.Kubernetes.Wire;

/// <summary>Why an object of the cluster was set aside instead of being projected. The name is also the metric's tag.</summary>
public enum SetAsideReason
{
    /// <summary>The text is no JSON, or ends in the middle.</summary>
    NotJson,

    /// <summary>The bytes are no valid UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The object has more bytes than <see cref="ProjectionLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>The object nests deeper than <see cref="ProjectionLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>A map or list has more entries than <see cref="ProjectionLimits.MaxEntries"/>.</summary>
    TooManyEntries,

    /// <summary>The object says that it is of another kind than the one asked for.</summary>
    WrongKind,

    /// <summary>A field has a type or a value that the API does not allow.</summary>
    Malformed,

    /// <summary>The object has no name.</summary>
    Nameless,

    /// <summary>The object, of a kind that the operator described, has no pod template of its own: an Argo Rollout with a <c>workloadRef</c>.</summary>
    NoTemplate,
}
