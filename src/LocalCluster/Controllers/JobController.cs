using System.Text.Json.Nodes;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>Jobs: pods until as many have succeeded as spec.completions says.</summary>
internal sealed class JobController(ObjectRegistry registry, TimeProvider time) : IController
{
    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened) => registry.Store.KeysOf(happened, Kinds.Jobs);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var job = registry.Get(key).Read();
        if (job.IsDeleting()) return null;
        if (job.HasCondition("Complete")) return Expire(key, job);
        var spec = job.Object("spec");
        var pods = registry.Store.OwnedBy(job.Uid(), Kinds.Pods).Select(pod => pod.Read()).ToList();
        var active = pods.Where(pod => pod.IsActive()).ToList();
        var succeeded = pods.Count(pod => pod.Object("status").Text("phase") == "Succeeded");
        var completions = (int)(spec.Number("completions") ?? spec.Number("parallelism") ?? 1);
        if (spec.Flag("suspend"))
            foreach (var pod in active) registry.Delete(new ObjectKey(Kinds.Pods, key.Namespace, pod.Name()));
        else
            for (var missing = Math.Min((int)(spec.Number("parallelism") ?? 1), completions - succeeded) - active.Count; missing > 0; missing--)
                Pods.Create(registry, job, job.At("spec", "template"), key.Name + "-");
        WriteStatus(key, succeeded, completions);
        return null;
    }

    private void WriteStatus(ObjectKey key, int succeeded, int completions)
    {
        var now = Meta.Timestamp(time.GetUtcNow());
        registry.Update(key, job =>
        {
            var status = job.Ensure("status");
            var active = registry.Store.OwnedBy(job.Uid(), Kinds.Pods).Select(pod => pod.Read()).Where(pod => pod.IsActive()).ToList();
            if (!job.Object("spec").Flag("suspend")) status.Default("startTime", now);
            Count(status, "active", active.Count);
            Count(status, "succeeded", succeeded);
            status["ready"] = active.Count(pod => pod.IsReady());
            status["terminating"] = 0;
            if (succeeded < completions) return job;
            status.Default("completionTime", now);
            Conditions.Set(status, "SuccessCriteriaMet", true, "CompletionsReached", "Reached expected number of succeeded pods", now);
            Conditions.Set(status, "Complete", true, "CompletionsReached", "Reached expected number of succeeded pods", now);
            return job;
        }, new WriteOptions { Subresource = "status" });
    }

    private TimeSpan? Expire(ObjectKey key, JsonObject job)
    {
        if (job.Object("spec").Number("ttlSecondsAfterFinished") is not { } lifetime) return null;
        var left = (Meta.Instant(job.Object("status").Text("completionTime")) ?? default) + TimeSpan.FromSeconds(lifetime) - time.GetUtcNow();
        if (left > TimeSpan.Zero) return left;
        registry.Delete(key);
        return null;
    }

    private static void Count(JsonObject status, string field, int count)
    {
        if (count > 0) status[field] = count;
        else status.Remove(field);
    }
}
