namespace NetpolOrleans.Kubernetes.Connection;

/// <summary>The representations that we ask the API server for.</summary>
public static class MediaTypes
{
    /// <summary>Whole objects.</summary>
    public const string Json = "application/json";

    /// <summary>A change of some fields, null for those that go; all that we patch with.</summary>
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>Metadata only: <c>PartialObjectMetadata</c>; a server that cannot sends whole objects.</summary>
    public const string Metadata = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json";

    /// <summary>A list of metadata only.</summary>
    public const string MetadataList = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";
}
