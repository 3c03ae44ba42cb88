using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Selection;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>DaemonSets: one pod on every node that the template's nodeSelector admits.</summary>
internal sealed class DaemonSetController(ObjectRegistry registry, LocalClusterOptions options) : IController
{
    private readonly Revisions revisions = new(registry);

    public TimeSpan Delay => options.RolloutDelay;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened) => happened.Current!.Key.Kind == Kinds.Nodes
        ? registry.Store.Snapshot(Kinds.DaemonSets).In(null).Select(set => set.Key)
        : registry.Store.KeysOf(happened, Kinds.DaemonSets);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var set = registry.Get(key).Read();
        if (set.IsDeleting()) return null;
        var hash = revisions.Current(set)[(key.Name.Length + 1)..];
        var selector = LabelSelector.OfMap(set.At("spec", "template", "spec").TextMap("nodeSelector"));
        var nodes = registry.Store.Snapshot(Kinds.Nodes).In(null).Where(node => selector.Matches(node.Labels)).Select(node => node.Key.Name).ToList();
        Place(set, nodes, hash);
        Replace(set, nodes, hash);
        WriteStatus(key, set, nodes, hash);
        return null;
    }

    private void Place(JsonObject set, List<string> nodes, string hash)
    {
        var pods = PodsOf(set);
        foreach (var node in nodes.Except(pods.Where(pod => !pod.IsFinished()).Select(NodeOf)))
        {
            var template = (JsonObject)set.At("spec", "template")!.DeepClone();
            template.Ensure("spec")["nodeName"] = node;
            Pods.Create(registry, set, template, set.Name() + "-", (Revisions.Label, hash), ("pod-template-generation", "1"));
        }
        foreach (var pod in pods.Where(pod => !nodes.Contains(NodeOf(pod)) && !pod.IsDeleting())) Delete(set, pod);
    }

    private void Replace(JsonObject set, List<string> nodes, string hash)
    {
        if (set.At("spec", "updateStrategy").Text("type") == "OnDelete") return;
        var pods = PodsOf(set);
        var unavailable = nodes.Count - pods.Count(pod => pod.IsActive() && pod.IsReady());
        var allowed = Math.Max(1, IntOrPercent.Resolve(set.At("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"), nodes.Count, roundUp: true));
        foreach (var pod in pods.Where(pod => !pod.IsDeleting() && pod.Labels().GetValueOrDefault(Revisions.Label) != hash).OrderBy(pod => pod.IsReady()))
        {
            if (pod.IsReady() && ++unavailable > allowed) return;
            Delete(set, pod);
        }
    }

    private void WriteStatus(ObjectKey key, JsonObject set, List<string> nodes, string hash)
    {
        var pods = PodsOf(set).Where(pod => pod.IsActive()).ToList();
        var ready = pods.Count(pod => pod.IsReady());
        registry.Update(key, latest =>
        {
            var status = latest.Ensure("status");
            status["observedGeneration"] = set.Metadata()["generation"]?.DeepClone();
            status["desiredNumberScheduled"] = nodes.Count;
            status["currentNumberScheduled"] = pods.Count;
            status["numberMisscheduled"] = 0;
            status["numberReady"] = ready;
            status["numberAvailable"] = ready;
            status["updatedNumberScheduled"] = pods.Count(pod => pod.Labels().GetValueOrDefault(Revisions.Label) == hash);
            if (nodes.Count > ready) status["numberUnavailable"] = nodes.Count - ready;
            else status.Remove("numberUnavailable");
            return latest;
        }, new WriteOptions { Subresource = "status" });
    }

    private List<JsonObject> PodsOf(JsonObject set) => [.. registry.Store.OwnedBy(set.Uid(), Kinds.Pods).Select(pod => pod.Read())];

    private void Delete(JsonObject set, JsonObject pod) => registry.Delete(new ObjectKey(Kinds.Pods, set.Namespace(), pod.Name()));

    private static string NodeOf(JsonObject pod) => pod.Object("spec").Text("nodeName") ?? "";
}
