using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;

namespace LocalKubernetes.Controllers;

/// <summary>A Deployment's status: counts over its ReplicaSets, Available and Progressing.</summary>
internal sealed class DeploymentStatus(ObjectRegistry registry, TimeProvider time)
{
    /// <returns>When the progress deadline may have passed, or null.</returns>
    public TimeSpan? Write(ObjectKey key, JsonObject deployment, List<JsonObject> sets, string? newestName)
    {
        var now = time.GetUtcNow();
        var newest = sets.Find(set => set.Name() == newestName);
        TimeSpan? again = null;
        registry.Update(key, current =>
        {
            var spec = current.Object("spec");
            var status = current.Ensure("status");
            var desired = (int)(spec.Number("replicas") ?? 1);
            var (total, available) = (Sum(sets, "replicas"), Sum(sets, "availableReplicas"));
            var updated = (int)(newest.Object("status").Number("replicas") ?? 0);
            var before = (Updated: status.Number("updatedReplicas") ?? 0, Available: status.Number("availableReplicas") ?? 0, Total: status.Number("replicas") ?? 0);
            status["observedGeneration"] = deployment.Metadata()["generation"]?.DeepClone();
            Count(status, "replicas", total);
            Count(status, "updatedReplicas", updated);
            Count(status, "readyReplicas", Sum(sets, "readyReplicas"));
            Count(status, "availableReplicas", available);
            Count(status, "unavailableReplicas", Math.Max(0, Math.Max(total, desired) - available));
            status["terminatingReplicas"] = Sum(sets, "terminatingReplicas");
            var unavailable = IntOrPercent.Resolve(spec.At("strategy", "rollingUpdate", "maxUnavailable"), desired, roundUp: false);
            var enough = available >= desired - unavailable;
            Conditions.Set(status, "Available", enough, enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", Meta.Timestamp(now), withUpdateTime: true);
            var complete = newest is not null && updated == desired && total == desired && available == desired;
            again = Progress(status, spec!, newest, key.Name, complete, before != (updated, available, total), now);
            return current;
        }, new WriteOptions { Subresource = "status" });
        return again;
    }

    private static TimeSpan? Progress(JsonObject status, JsonObject spec, JsonObject? newest, string name, bool complete, bool moved, DateTimeOffset now)
    {
        var stamp = Meta.Timestamp(now);
        if (complete)
        {
            Conditions.Set(status, "Progressing", true, "NewReplicaSetAvailable", $"ReplicaSet \"{newest!.Name()}\" has successfully progressed.", stamp, withUpdateTime: true);
            return null;
        }
        if (newest is null) return null;
        var condition = status.Objects("conditions").FirstOrDefault(each => each.Text("type") == "Progressing");
        if (moved || condition is null || condition.Text("reason") == "NewReplicaSetAvailable")
        {
            Conditions.Set(status, "Progressing", true, "ReplicaSetUpdated", $"ReplicaSet \"{newest.Name()}\" is progressing.", stamp, withUpdateTime: true);
            condition = status.Objects("conditions").First(each => each.Text("type") == "Progressing");
            condition["lastUpdateTime"] = stamp;
        }
        var deadline = TimeSpan.FromSeconds(spec.Number("progressDeadlineSeconds") ?? 600);
        var left = (Meta.Instant(condition.Text("lastUpdateTime")) ?? now) + deadline - now;
        if (left > TimeSpan.Zero) return left;
        Conditions.Set(status, "Progressing", false, "ProgressDeadlineExceeded", $"ReplicaSet \"{newest.Name()}\" has timed out progressing.", stamp, withUpdateTime: true);
        return null;
    }

    private static int Sum(List<JsonObject> sets, string field) => (int)sets.Sum(set => set.Object("status").Number(field) ?? 0);

    private static void Count(JsonObject status, string field, int count)
    {
        if (count > 0) status[field] = count;
        else status.Remove(field);
    }
}
