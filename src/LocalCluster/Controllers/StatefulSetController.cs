using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>StatefulSets: pods by ordinal, in order, replaced from the highest down when the template changes.</summary>
internal sealed class StatefulSetController(ObjectRegistry registry, LocalClusterOptions options) : IController
{
    private readonly Revisions revisions = new(registry);

    public TimeSpan Delay => options.RolloutDelay;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened) => registry.Store.KeysOf(happened, Kinds.StatefulSets);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var set = registry.Get(key).Read();
        if (set.IsDeleting()) return null;
        var update = revisions.Current(set);
        var current = set.Object("status").Text("currentRevision") ?? update;
        var pods = PodsOf(set);
        if (!Place(set, pods, current, update)) Replace(set, pods, update);
        WriteStatus(key, set, update);
        return null;
    }

    /// <summary>Creates what is missing and removes what is too much; true while something is on its way.</summary>
    private bool Place(JsonObject set, SortedDictionary<int, JsonObject> pods, string current, string update)
    {
        var ordered = set.Object("spec").Text("podManagementPolicy") != "Parallel";
        var replicas = Replicas(set);
        var busy = false;
        for (var ordinal = 0; ordinal < replicas; ordinal++)
        {
            if (!pods.TryGetValue(ordinal, out var pod))
            {
                Create(set, ordinal, ordinal < Partition(set) && current != update ? current : update);
                busy = true;
            }
            else if (pod.IsDeleting() || !pod.IsReady()) busy = true;
            if (busy && ordered) return true;
        }
        foreach (var (_, pod) in pods.Where(pair => pair.Key >= replicas).Reverse())
        {
            busy = true;
            if (!pod.IsDeleting()) registry.Delete(new ObjectKey(Kinds.Pods, set.Namespace(), pod.Name()));
            if (ordered) return true;
        }
        return busy;
    }

    private void Replace(JsonObject set, SortedDictionary<int, JsonObject> pods, string update)
    {
        if (set.At("spec", "updateStrategy").Text("type") == "OnDelete") return;
        var outdated = pods.Where(pair => pair.Key >= Partition(set) && pair.Value.Labels().GetValueOrDefault(Revisions.Label) != update).Reverse().FirstOrDefault();
        if (outdated.Value is { } pod) registry.Delete(new ObjectKey(Kinds.Pods, set.Namespace(), pod.Name()));
    }

    private void Create(JsonObject set, int ordinal, string revision)
    {
        var name = $"{set.Name()}-{ordinal.ToString(CultureInfo.InvariantCulture)}";
        var template = revisions.TemplateOf(set, revision);
        var spec = template.Ensure("spec");
        spec["hostname"] = name;
        if (set.Object("spec").Text("serviceName") is { Length: > 0 } service) spec["subdomain"] = service;
        Pods.Create(registry, set, template, name, (Revisions.Label, revision), ("statefulset.kubernetes.io/pod-name", name),
            ("apps.kubernetes.io/pod-index", ordinal.ToString(CultureInfo.InvariantCulture)));
    }

    private void WriteStatus(ObjectKey key, JsonObject set, string update)
    {
        var pods = PodsOf(set).Values.ToList();
        var ready = pods.Count(pod => !pod.IsDeleting() && pod.IsReady());
        var updated = pods.Count(pod => !pod.IsDeleting() && pod.Labels().GetValueOrDefault(Revisions.Label) == update);
        registry.Update(key, latest =>
        {
            var status = latest.Ensure("status");
            status.Default("currentRevision", update);
            if (updated == Replicas(set) && ready == Replicas(set) && pods.Count == Replicas(set)) status["currentRevision"] = update;
            var current = status.Text("currentRevision");
            status["observedGeneration"] = set.Metadata()["generation"]?.DeepClone();
            status["replicas"] = pods.Count;
            status["readyReplicas"] = ready;
            status["availableReplicas"] = ready;
            status["updatedReplicas"] = updated;
            status["currentReplicas"] = pods.Count(pod => !pod.IsDeleting() && pod.Labels().GetValueOrDefault(Revisions.Label) == current);
            status["updateRevision"] = update;
            status["collisionCount"] = 0;
            return latest;
        }, new WriteOptions { Subresource = "status" });
    }

    private SortedDictionary<int, JsonObject> PodsOf(JsonObject set)
    {
        var pods = new SortedDictionary<int, JsonObject>();
        foreach (var pod in registry.Store.OwnedBy(set.Uid(), Kinds.Pods))
            if (int.TryParse(pod.Key.Name.AsSpan(pod.Key.Name.LastIndexOf('-') + 1), out var ordinal)) pods[ordinal] = pod.Read();
        return pods;
    }

    private static int Replicas(JsonObject set) => (int)(set.Object("spec").Number("replicas") ?? 1);

    private static int Partition(JsonObject set) => (int)(set.At("spec", "updateStrategy", "rollingUpdate").Number("partition") ?? 0);
}
