using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>Dependents go when their last owner is gone; owners that wait for their dependents are let go after them.</summary>
internal sealed class GarbageCollector(ObjectRegistry registry) : IController
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened)
    {
        var changed = happened.Current!;
        if (happened.IsDeletion)
        {
            foreach (var dependent in registry.Store.OwnedBy(changed.Uid)) yield return dependent.Key;
            foreach (var uid in changed.Owners)
                if (registry.Store.FindByUid(uid) is { IsDeleting: true } owner) yield return owner.Key;
        }
        else if (changed.IsDeleting || (changed.Owners.Length > 0 && !changed.Owners.SequenceEqual(happened.Previous?.Owners ?? []))) yield return changed.Key;
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var stored = registry.Get(key);
        var obj = stored.Read();
        if (obj.IsDeleting()) Finish(key, obj);
        else if (stored.Owners.Length > 0) Collect(stored);
        return null;
    }

    private void Collect(StoredObject stored)
    {
        var gone = stored.Owners.Where(uid => !Lives(uid, stored.Key.Namespace)).ToHashSet();
        if (gone.Count == 0) return;
        if (gone.Count == stored.Owners.Distinct().Count())
        {
            registry.Delete(stored.Key, new DeleteOptions { Uid = stored.Uid, PropagationPolicy = "Background" });
            return;
        }
        registry.Update(stored.Key, current => Without(current, owner => gone.Contains(owner.Text("uid") ?? "")));
    }

    private void Finish(ObjectKey key, JsonObject obj)
    {
        var finalizers = obj.Metadata().Texts("finalizers").ToList();
        var dependents = registry.Store.OwnedBy(obj.Uid());
        if (finalizers.Contains(Orphan))
        {
            foreach (var dependent in dependents) registry.Update(dependent.Key, current => Without(current, owner => owner.Text("uid") == obj.Uid()));
            Release(key, Orphan);
        }
        else if (finalizers.Contains(Foreground))
        {
            foreach (var dependent in dependents.Where(each => !each.IsDeleting))
                registry.Delete(dependent.Key, new DeleteOptions { Uid = dependent.Uid, PropagationPolicy = "Foreground" });
            var blocking = registry.Store.OwnedBy(obj.Uid()).Any(each => each.Read().Metadata().Objects("ownerReferences").Any(owner => owner.Text("uid") == obj.Uid() && owner.Flag("blockOwnerDeletion")));
            if (!blocking) Release(key, Foreground);
        }
    }

    private void Release(ObjectKey key, string finalizer) => registry.Update(key, current =>
    {
        current.Metadata()["finalizers"] = current.Metadata().Texts("finalizers").Where(each => each != finalizer).ToJsonArray();
        return current;
    });

    private static JsonObject Without(JsonObject current, Func<JsonObject, bool> owner)
    {
        current.Metadata()["ownerReferences"] = new JsonArray([.. current.Metadata().Objects("ownerReferences").Where(each => !owner(each)).Select(each => each.DeepClone())]);
        return current;
    }

    // An owner in another namespace counts as absent.
    private bool Lives(string uid, string scope) =>
        registry.Store.FindByUid(uid) is { } owner && (owner.Key.Namespace.Length == 0 || owner.Key.Namespace == scope);
}
