using LocalKubernetes.Api;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>Who is concerned by an event: the object itself, or the owners of what changed.</summary>
internal static class Ownership
{
    public static IEnumerable<ObjectKey> KeysOf(this ObjectStore store, StoreEvent happened, ResourceKind kind)
    {
        var changed = happened.Current!;
        if (changed.Key.Kind == kind)
        {
            yield return changed.Key;
            yield break;
        }
        foreach (var uid in changed.Owners)
            if (store.FindByUid(uid) is { } owner && owner.Key.Kind == kind) yield return owner.Key;
    }

    public static IEnumerable<StoredObject> OwnedBy(this ObjectStore store, string uid, ResourceKind kind) =>
        store.OwnedBy(uid).Where(obj => obj.Key.Kind == kind).OrderBy(obj => obj.Key.Name, StringComparer.Ordinal);
}
