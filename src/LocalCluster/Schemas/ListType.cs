namespace LocalKubernetes.Schemas;

/// <summary>How appliers share a list.</summary>
internal enum ListType
{
    /// <summary>One applier owns the whole list.</summary>
    Atomic,

    /// <summary>Plain values, each with its owners.</summary>
    Set,

    /// <summary>Objects that key fields tell apart, each with its owners.</summary>
    Map,
}
