namespace LocalKubernetes.Http;

/// <summary>In which form a client wants objects.</summary>
internal enum Representation
{
    Whole,

    /// <summary>meta.k8s.io/v1 PartialObjectMetadata.</summary>
    MetadataOnly,

    /// <summary>meta.k8s.io/v1 Table.</summary>
    Table,

    /// <summary>Protobuf, for clients that take nothing else; who takes JSON too gets JSON.</summary>
    Protobuf,
}
