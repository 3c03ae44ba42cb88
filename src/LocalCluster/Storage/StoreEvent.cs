namespace LocalKubernetes.Storage;

/// <summary>One step of the store's history. A bookmark has no objects.</summary>
/// <param name="ResourceVersion">The version that the step produced.</param>
/// <param name="Current">The object after the step; for a deletion its last state, stamped with the deletion's version.</param>
/// <param name="Previous">The object before the step; null for a creation.</param>
/// <param name="IsDeletion">The object is gone after this step.</param>
internal sealed record StoreEvent(long ResourceVersion, StoredObject? Current, StoredObject? Previous, bool IsDeletion)
{
    public static StoreEvent Bookmark(long resourceVersion) => new(resourceVersion, null, null, false);

    public bool IsBookmark => Current is null;
}
