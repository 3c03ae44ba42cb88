namespace LocalKubernetes.Schemas;

/// <summary>What a value looks like in JSON, and how protobuf writes it.</summary>
internal enum ValueForm
{
    Text,
    Integer32,
    Integer64,
    Real,
    Flag,

    /// <summary>Base64 text in JSON.</summary>
    Bytes,

    /// <summary>RFC 3339 with seconds.</summary>
    Time,

    /// <summary>RFC 3339 with microseconds.</summary>
    MicroTime,

    /// <summary>A Go duration such as "5s".</summary>
    Duration,

    /// <summary>A resource quantity such as "100m".</summary>
    Quantity,

    /// <summary>A number or a text.</summary>
    IntOrText,

    /// <summary>Any JSON, embedded in protobuf as bytes.</summary>
    Raw,

    /// <summary>The set of fields of a managedFields entry.</summary>
    Fields,

    Object,
    List,
    Map,
}
