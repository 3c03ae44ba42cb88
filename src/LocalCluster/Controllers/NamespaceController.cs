using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>What every namespace holds from the start, and the emptying of those that end.</summary>
internal sealed class NamespaceController(ObjectRegistry registry, LocalClusterOptions options, string caPem) : IController
{
    private readonly Dictionary<string, DateTimeOffset> ending = [];

    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened)
    {
        var (kind, scope, name) = happened.Current!.Key;
        if (kind == Kinds.Namespaces) return [happened.Current.Key];
        var concerns = happened.IsDeletion && (SpaceOf(scope)?.IsDeleting == true || kind == Kinds.ServiceAccounts || kind == Kinds.ConfigMaps) && name.Length > 0;
        return concerns && scope.Length > 0 ? [new ObjectKey(Kinds.Namespaces, "", scope)] : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var space = registry.Get(key);
        if (!space.IsDeleting)
        {
            Furnish(key.Name);
            return null;
        }
        var now = options.TimeProvider.GetUtcNow();
        if (!ending.TryGetValue(space.Uid, out var since)) ending[space.Uid] = since = now;
        if (since + options.NamespaceTerminationDelay > now) return since + options.NamespaceTerminationDelay - now;
        Empty(key);
        if (registry.Store.Find(key) is null) ending.Remove(space.Uid);
        return null;
    }

    private void Furnish(string scope)
    {
        if (registry.Store.Find(new ObjectKey(Kinds.ServiceAccounts, scope, "default")) is null)
            registry.Create(Kinds.ServiceAccounts, scope, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default" } });
        if (registry.Store.Find(new ObjectKey(Kinds.ConfigMaps, scope, "kube-root-ca.crt")) is null)
            registry.Create(Kinds.ConfigMaps, scope, new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["name"] = "kube-root-ca.crt",
                    ["annotations"] = new JsonObject { ["kubernetes.io/description"] = "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters." },
                },
                ["data"] = new JsonObject { ["ca.crt"] = caPem },
            });
    }

    private void Empty(ObjectKey key)
    {
        var left = 0;
        foreach (var kind in registry.Store.KindsIn(key.Name))
            foreach (var obj in registry.Store.Snapshot(kind).In(key.Name))
            {
                left++;
                if (!obj.IsDeleting && Delete(obj)) left--;
            }
        if (left > 0) return;
        registry.Update(key, space =>
        {
            space.Ensure("spec").Remove("finalizers");
            return space;
        }, new WriteOptions { Subresource = "finalize" });
    }

    private bool Delete(StoredObject obj)
    {
        try
        {
            return registry.Delete(obj.Key).Gone;
        }
        catch (ApiException refusal) when (refusal.Code == 404)
        {
            return true;
        }
    }

    private StoredObject? SpaceOf(string scope) => registry.Store.Find(new ObjectKey(Kinds.Namespaces, "", scope));
}
