using LocalKubernetes.Api;
using LocalKubernetes.CustomResources;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>Deletes the objects of a CustomResourceDefinition that is being deleted, then lets it go.</summary>
internal sealed class CustomResourceCleanup(ObjectRegistry registry) : IController
{
    public const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";

    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened)
    {
        var key = happened.Current!.Key;
        if (key.Kind == Kinds.CustomResourceDefinitions) return [key];
        return happened.IsDeletion && key.Kind.IsCustom ? [new ObjectKey(Kinds.CustomResourceDefinitions, "", key.Kind.QualifiedName)] : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var definition = registry.Get(key);
        if (!definition.IsDeleting) return null;
        var kind = CustomKinds.Of(definition.Read()).FirstOrDefault()?.Stored;
        var left = kind is null ? [] : registry.Store.Snapshot(kind).In(null).ToList();
        foreach (var obj in left.Where(obj => !obj.IsDeleting)) registry.Delete(obj.Key);
        if (kind is not null && registry.Store.Snapshot(kind).In(null).Any()) return null;
        registry.Update(key, current =>
        {
            var rest = current.Metadata().Texts("finalizers").Where(each => each != Finalizer).ToJsonArray();
            current.Metadata()["finalizers"] = rest;
            return current;
        });
        return null;
    }
}
