using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>ReplicaSets and ReplicationControllers: as many pods as spec.replicas says.</summary>
internal sealed class ReplicaSetController(ObjectRegistry registry) : IController
{
    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened) =>
        registry.Store.KeysOf(happened, Kinds.ReplicaSets).Concat(registry.Store.KeysOf(happened, Kinds.ReplicationControllers));

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var set = registry.Get(key).Read();
        var pods = registry.Store.OwnedBy(set.Uid(), Kinds.Pods).Select(pod => pod.Read()).Where(pod => !pod.IsFinished()).ToList();
        var active = pods.Where(pod => pod.IsActive()).ToList();
        var wanted = (int)(set.Object("spec").Number("replicas") ?? 1);
        if (!set.IsDeleting())
        {
            for (var missing = wanted - active.Count; missing > 0; missing--)
                Pods.Create(registry, set, set.At("spec", "template"), key.Name + "-");
            foreach (var surplus in active.OrderBy(pod => pod.IsReady()).ThenByDescending(pod => pod.At("metadata", "creationTimestamp").AsText(), StringComparer.Ordinal).Take(active.Count - wanted))
                registry.Delete(new ObjectKey(Kinds.Pods, key.Namespace, surplus.Name()));
        }
        WriteStatus(key, set, pods);
        return null;
    }

    private void WriteStatus(ObjectKey key, JsonObject set, List<JsonObject> pods)
    {
        var active = pods.Count(pod => pod.IsActive());
        var ready = pods.Count(pod => pod.IsActive() && pod.IsReady());
        registry.Update(key, current =>
        {
            var status = current.Ensure("status");
            status["replicas"] = active;
            Count(status, "fullyLabeledReplicas", active);
            Count(status, "readyReplicas", ready);
            Count(status, "availableReplicas", ready);
            if (key.Kind == Kinds.ReplicaSets) Count(status, "terminatingReplicas", pods.Count(pod => pod.IsDeleting()));
            status["observedGeneration"] = set.Metadata()["generation"]?.DeepClone();
            return current;
        }, new WriteOptions { Subresource = "status" });
    }

    private static void Count(JsonObject status, string field, int count)
    {
        if (count > 0 || field == "terminatingReplicas") status[field] = count;
        else status.Remove(field);
    }
}
