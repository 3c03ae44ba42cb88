using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Selection;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>A PodDisruptionBudget's status: how many of its pods are healthy, and how many may be evicted.</summary>
internal sealed class DisruptionController(ObjectRegistry registry, LocalClusterOptions options) : IController
{
    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened)
    {
        var (kind, scope, _) = happened.Current!.Key;
        if (kind == Kinds.PodDisruptionBudgets) return [happened.Current.Key];
        return kind == Kinds.Pods ? registry.Store.Snapshot(Kinds.PodDisruptionBudgets).In(scope).Select(budget => budget.Key) : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var now = Meta.Timestamp(options.TimeProvider.GetUtcNow());
        registry.Update(key, budget =>
        {
            var (spec, status) = (budget.Object("spec"), budget.Ensure("status"));
            var pods = Selected(key.Namespace, spec.Object("selector"));
            var healthy = pods.Count(pod => pod.IsReady());
            var desired = Desired(spec, pods.Count);
            var allowed = Math.Max(0, healthy - desired);
            status["observedGeneration"] = budget.Metadata()["generation"]?.DeepClone();
            status["disruptionsAllowed"] = allowed;
            status["currentHealthy"] = healthy;
            status["desiredHealthy"] = desired;
            status["expectedPods"] = pods.Count;
            var reason = allowed > 0 ? "SufficientPods" : "InsufficientPods";
            Conditions.Set(status, "DisruptionAllowed", allowed > 0, reason, "", now);
            return budget;
        }, new WriteOptions { Subresource = "status" });
        return null;
    }

    private List<JsonObject> Selected(string scope, JsonObject? selector)
    {
        if (selector is null) return [];
        var wanted = LabelSelector.Of(selector);
        return [.. registry.Store.Snapshot(Kinds.Pods).In(scope).Where(pod => !pod.IsDeleting && wanted.Matches(pod.Labels)).Select(pod => pod.Read())];
    }

    private static int Desired(JsonObject? spec, int expected)
    {
        if (spec?["minAvailable"] is { } least) return IntOrPercent.Resolve(least, expected, roundUp: true);
        return Math.Max(0, expected - IntOrPercent.Resolve(spec?["maxUnavailable"], expected, roundUp: true));
    }
}
