using System.Text.Json.Nodes;
using LocalKubernetes.Admission;
using LocalKubernetes.Api;
using LocalKubernetes.Json;
using LocalKubernetes.Registry;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Controllers;

/// <summary>CronJobs: a Job at every time of the schedule, in UTC; finished Jobs beyond the history limits go.</summary>
internal sealed class CronJobController(ObjectRegistry registry, TimeProvider time) : IController
{
    public TimeSpan Delay => TimeSpan.Zero;

    public IEnumerable<ObjectKey> KeysFor(StoreEvent happened) => registry.Store.KeysOf(happened, Kinds.CronJobs);

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var cron = registry.Get(key).Read();
        var spec = cron.Object("spec");
        if (cron.IsDeleting() || CronSchedule.TryParse(spec.Text("schedule") ?? "") is not { } schedule) return null;
        var jobs = registry.Store.OwnedBy(cron.Uid(), Kinds.Jobs).Select(job => job.Read()).ToList();
        CleanUp(cron, jobs);
        var now = time.GetUtcNow();
        var since = Meta.Instant(cron.Object("status").Text("lastScheduleTime")) ?? Meta.Instant(cron.Metadata().Text("creationTimestamp")) ?? now;
        var missed = schedule.Next(since);
        if (missed <= now && !spec.Flag("suspend"))
        {
            while (schedule.Next(missed.Value) is { } later && later <= now) missed = later;
            Launch(key, cron, missed.Value, jobs);
            missed = schedule.Next(now);
        }
        return missed - now is { } wait && wait > TimeSpan.Zero && !spec.Flag("suspend") ? wait : null;
    }

    private void Launch(ObjectKey key, JsonObject cron, DateTimeOffset at, List<JsonObject> jobs)
    {
        var running = jobs.Where(job => !job.HasCondition("Complete")).ToList();
        var policy = cron.Object("spec").Text("concurrencyPolicy");
        if (policy == "Forbid" && running.Count > 0) return;
        if (policy == "Replace")
            foreach (var job in running) registry.Delete(new ObjectKey(Kinds.Jobs, key.Namespace, job.Name()));
        var template = (JsonObject)cron.At("spec", "jobTemplate")!.DeepClone();
        var metadata = template.Ensure("metadata");
        metadata["name"] = $"{key.Name}-{at.ToUnixTimeSeconds() / 60}";
        metadata.Ensure("annotations")["batch.kubernetes.io/cronjob-scheduled-timestamp"] = Meta.Timestamp(at);
        metadata["ownerReferences"] = new JsonArray(Meta.OwnerReference(cron));
        if (registry.Store.Find(new ObjectKey(Kinds.Jobs, key.Namespace, metadata.Text("name")!)) is null)
            registry.Create(Kinds.Jobs, key.Namespace, template);
        registry.Update(key, current =>
        {
            current.Ensure("status")["lastScheduleTime"] = Meta.Timestamp(at);
            return current;
        }, new WriteOptions { Subresource = "status" });
    }

    private void CleanUp(JsonObject cron, List<JsonObject> jobs)
    {
        var limit = (int)(cron.Object("spec").Number("successfulJobsHistoryLimit") ?? 3);
        var finished = jobs.Where(job => job.HasCondition("Complete")).OrderBy(job => job.Metadata().Text("creationTimestamp"), StringComparer.Ordinal).ToList();
        foreach (var job in finished.Take(finished.Count - limit))
            registry.Delete(new ObjectKey(Kinds.Jobs, cron.Namespace(), job.Name()), new DeleteOptions { PropagationPolicy = "Background" });
    }
}
