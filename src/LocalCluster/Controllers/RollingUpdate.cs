using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Controllers;

/// <summary>One step of a rolling update: as far up as maxSurge allows, as far down as maxUnavailable allows.</summary>
internal static class RollingUpdate
{
    public static int Surge(JsonObject deployment) =>
        IntOrPercent.Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxSurge"), Replicas(deployment), roundUp: true);

    public static void Step(JsonObject deployment, JsonObject newest, List<JsonObject> older, Action<JsonObject, int> scale)
    {
        var desired = Replicas(deployment);
        var surge = Surge(deployment);
        var unavailable = IntOrPercent.Resolve(deployment.At("spec", "strategy", "rollingUpdate", "maxUnavailable"), desired, roundUp: false);
        if (surge == 0 && unavailable == 0) unavailable = 1;
        var total = Replicas(newest) + older.Sum(Replicas);
        var target = older.Count == 0 || Replicas(newest) > desired
            ? desired
            : Math.Min(desired, Replicas(newest) + Math.Max(0, desired + surge - total));
        if (target != Replicas(newest)) scale(newest, target);
        ScaleDown(older, total - Replicas(newest) + target - (desired - unavailable) - (target - Math.Min(target, Available(newest))), desired - unavailable, newest, scale);
    }

    private static void ScaleDown(List<JsonObject> older, int allowed, int minimum, JsonObject newest, Action<JsonObject, int> scale)
    {
        // Pods that don't work go first: they cost no availability.
        foreach (var set in older.OrderBy(set => set.At("metadata", "creationTimestamp").AsText(), StringComparer.Ordinal))
        {
            var broken = Math.Min(Replicas(set) - Math.Min(Replicas(set), Available(set)), Math.Max(0, allowed));
            if (broken <= 0) continue;
            allowed -= broken;
            scale(set, Replicas(set) - broken);
            set.Ensure("spec")["replicas"] = Replicas(set) - broken;
        }
        var spare = Math.Min(allowed, Available(newest) + older.Sum(set => Math.Min(Replicas(set), Available(set))) - minimum);
        foreach (var set in older.Where(set => Replicas(set) > 0))
        {
            var down = Math.Min(Replicas(set), spare);
            if (down <= 0) return;
            spare -= down;
            scale(set, Replicas(set) - down);
        }
    }

    private static int Replicas(JsonObject obj) => (int)(obj.Object("spec").Number("replicas") ?? 0);

    private static int Available(JsonObject set) => (int)(set.Object("status").Number("availableReplicas") ?? 0);
}
