using System.Globalization;
using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>Deployments: one ReplicaSet per template, revisions, rolling updates within maxSurge and maxUnavailable.</summary>
internal sealed class DeploymentController(ObjectRegistry registry, LocalClusterOptions options) : IController
{
    public const string Revision = "deployment.kubernetes.io/revision";

    public TimeSpan Delay => options.RolloutDelay;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened) => registry.Store.KeysOf(happened, Kinds.Deployments);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var deployment = registry.Get(key).Read();
        var status = new DeploymentStatus(registry, options.TimeProvider);
        if (deployment.IsDeleting()) return null;
        var sets = SetsOf(deployment);
        var newest = sets.FirstOrDefault(set => SameTemplate(set, deployment));
        if (!deployment.Object("spec").Flag("paused"))
        {
            newest ??= CreateSet(deployment, sets);
            newest = NumberRevision(deployment, newest, sets);
            sets = SetsOf(deployment);
            Rollout(deployment, sets, newest.Name());
            CleanUp(deployment, SetsOf(deployment), newest.Name());
        }
        else if (sets.Count(set => Replicas(set) > 0) == 1) Scale(sets.Single(set => Replicas(set) > 0), Replicas(deployment), deployment);
        return status.Write(key, deployment, SetsOf(deployment), newest?.Name());
    }

    private void Rollout(JsonObject deployment, List<JsonObject> sets, string newestName)
    {
        var newest = sets.First(set => set.Name() == newestName);
        var older = sets.Where(set => set.Name() != newestName && Replicas(set) > 0).ToList();
        if (deployment.At("spec", "strategy").Text("type") == "Recreate") Recreate(deployment, newest, older);
        else RollingUpdate.Step(deployment, newest, older, (set, replicas) => Scale(set, replicas, deployment));
    }

    private void Recreate(JsonObject deployment, JsonObject newest, List<JsonObject> older)
    {
        foreach (var set in older) Scale(set, 0, deployment);
        var draining = registry.Store.OwnedBy(deployment.Uid(), Kinds.ReplicaSets)
            .Where(set => set.Key.Name != newest.Name()).SelectMany(set => registry.Store.OwnedBy(set.Uid, Kinds.Pods)).Any();
        if (!draining) Scale(newest, Replicas(deployment), deployment);
    }

    private void Scale(JsonObject set, int replicas, JsonObject deployment)
    {
        var surge = RollingUpdate.Surge(deployment);
        registry.Update(new ObjectKey(Kinds.ReplicaSets, set.Namespace(), set.Name()), current =>
        {
            current.Ensure("spec")["replicas"] = replicas;
            current.Annotate("deployment.kubernetes.io/desired-replicas", Replicas(deployment).ToString(CultureInfo.InvariantCulture));
            current.Annotate("deployment.kubernetes.io/max-replicas", (Replicas(deployment) + surge).ToString(CultureInfo.InvariantCulture));
            return current;
        });
    }

    private JsonObject CreateSet(JsonObject deployment, List<JsonObject> sets)
    {
        var template = (JsonObject)deployment.At("spec", "template")!.DeepClone();
        var hash = TemplateHash.Of(template);
        template.Ensure("metadata").Ensure("labels")["pod-template-hash"] = hash;
        var selector = (JsonObject)deployment.At("spec", "selector")!.DeepClone();
        selector.Ensure("matchLabels")["pod-template-hash"] = hash;
        var annotations = new JsonObject([.. Inherited(deployment).Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))]) { [Revision] = NextRevision(sets) };
        return registry.Create(Kinds.ReplicaSets, deployment.Namespace(), new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name()}-{hash}",
                ["labels"] = template.At("metadata", "labels")!.DeepClone(),
                ["annotations"] = annotations,
                ["ownerReferences"] = new JsonArray(Meta.OwnerReference(deployment)),
            },
            ["spec"] = new JsonObject { ["replicas"] = 0, ["selector"] = selector, ["template"] = template },
        }).Read();
    }

    private JsonObject NumberRevision(JsonObject deployment, JsonObject newest, List<JsonObject> sets)
    {
        var others = sets.Where(set => set.Name() != newest.Name()).ToList();
        var number = newest.Annotation(Revision);
        if (others.Count > 0 && long.Parse(NextRevision(others), CultureInfo.InvariantCulture) > RevisionOf(newest)) number = NextRevision(others);
        if (number != newest.Annotation(Revision) || Inherited(deployment).Any(each => newest.Annotation(each.Key) != each.Value))
            newest = registry.Update(new ObjectKey(Kinds.ReplicaSets, newest.Namespace(), newest.Name()), set =>
            {
                foreach (var (name, value) in Inherited(deployment)) set.Annotate(name, value);
                set.Annotate(Revision, number!);
                return set;
            }).Read();
        if (deployment.Annotation(Revision) != number)
            registry.Update(new ObjectKey(Kinds.Deployments, deployment.Namespace(), deployment.Name()), current =>
            {
                current.Annotate(Revision, number!);
                return current;
            }, new WriteOptions { Subresource = "status" });
        return newest;
    }

    /// <summary>What the newest set says too, such as the cause of a change that `rollout history` shows.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Inherited(JsonObject deployment) => deployment.Object("metadata").TextMap("annotations")
        .Where(each => each.Key is not "kubectl.kubernetes.io/last-applied-configuration" && !each.Key.StartsWith("deployment.kubernetes.io/", StringComparison.Ordinal));

    private void CleanUp(JsonObject deployment, List<JsonObject> sets, string newest)
    {
        var limit = (int)(deployment.Object("spec").Number("revisionHistoryLimit") ?? 10);
        var idle = sets.Where(set => set.Name() != newest && Replicas(set) == 0 && (set.Object("status").Number("replicas") ?? 0) == 0).OrderBy(RevisionOf).ToList();
        foreach (var set in idle.Take(idle.Count - limit)) registry.Delete(new ObjectKey(Kinds.ReplicaSets, set.Namespace(), set.Name()));
    }

    private List<JsonObject> SetsOf(JsonObject deployment) =>
        [.. registry.Store.OwnedBy(deployment.Uid(), Kinds.ReplicaSets).Where(set => !set.IsDeleting).Select(set => set.Read())];

    private static bool SameTemplate(JsonObject set, JsonObject deployment)
    {
        var template = (JsonObject)set.At("spec", "template")!.DeepClone();
        (template.At("metadata", "labels") as JsonObject)?.Remove("pod-template-hash");
        return JsonNode.DeepEquals(template, deployment.At("spec", "template"));
    }

    private static int Replicas(JsonObject obj) => (int)(obj.Object("spec").Number("replicas") ?? 0);

    private static long RevisionOf(JsonObject set) => long.TryParse(set.Annotation(Revision), out var number) ? number : 0;

    private static string NextRevision(List<JsonObject> sets) =>
        (sets.Select(RevisionOf).DefaultIfEmpty(0).Max() + 1).ToString(CultureInfo.InvariantCulture);
}
