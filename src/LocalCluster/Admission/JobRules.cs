using System.Text.Json.Nodes;
using LocalKubernetes.Errors;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Rules of batch/v1 Job and CronJob. A Job's selector is generated from its uid.</summary>
internal static class JobRules
{
    public static KindRules Job { get; } = new()
    {
        Default = Default,
        PrepareCreate = GenerateSelector,
        Validate = (job, errors) => Template(job.Object("spec"), "spec.template.spec", errors),
        ValidateUpdate = (before, after, errors) =>
        {
            foreach (var field in (ReadOnlySpan<string>)["selector", "template", "completionMode"])
                if (!JsonNode.DeepEquals(before.At("spec", field), after.At("spec", field)))
                    errors.Immutable($"spec.{field}", after.At("spec", field)?.DeepClone());
            if (!JsonNode.DeepEquals(before.At("spec", "completions"), after.At("spec", "completions")) && !IsElastic(after.Object("spec")))
                errors.Immutable("spec.completions", after.At("spec", "completions")?.DeepClone());
        },
    };

    public static KindRules CronJob { get; } = new()
    {
        Default = cron =>
        {
            var spec = cron.Ensure("spec");
            spec.Default("concurrencyPolicy", "Allow");
            spec.Default("suspend", false);
            spec.Default("successfulJobsHistoryLimit", 3);
            spec.Default("failedJobsHistoryLimit", 1);
            PodDefaults.Template(spec.Ensure("jobTemplate"));
        },
        PrepareCreate = cron => cron["status"] = new JsonObject(),
        Validate = (cron, errors) =>
        {
            var schedule = cron.Object("spec").Text("schedule") ?? "";
            if (schedule.Length == 0) errors.Required("spec.schedule");
            else Schedule(schedule, errors);
            Template(cron.At("spec", "jobTemplate", "spec") as JsonObject, "spec.jobTemplate.spec.template.spec", errors);
        },
    };

    // An indexed Job may grow and shrink, its parallelism with it.
    private static bool IsElastic(JsonObject? spec) =>
        spec.Text("completionMode") == "Indexed" && spec.Number("completions") is { } completions && completions == spec.Number("parallelism");

    private static void Schedule(string schedule, FieldErrors errors)
    {
        try
        {
            CronSchedule.Parse(schedule);
        }
        catch (FormatException problem)
        {
            errors.Invalid("spec.schedule", schedule, problem.Message);
        }
    }

    private static void Default(JsonObject job)
    {
        var spec = job.Ensure("spec");
        spec.Default("completions", spec["parallelism"] is null ? 1 : null);
        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("manualSelector", false);
        spec.Default("podReplacementPolicy", "TerminatingOrFailed");
        PodDefaults.Template(job);
    }

    private static void GenerateSelector(JsonObject job)
    {
        job["status"] = new JsonObject();
        var spec = job.Ensure("spec");
        if (spec.Flag("manualSelector")) return;
        spec.Remove("manualSelector");
        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = job.Uid() } };
        var labels = spec.Ensure("template").Ensure("metadata").Ensure("labels");
        foreach (var prefix in (ReadOnlySpan<string>)["", "batch.kubernetes.io/"])
        {
            labels[prefix + "controller-uid"] = job.Uid();
            labels[prefix + "job-name"] = job.Name();
        }
    }

    private static void Template(JsonObject? spec, string path, FieldErrors errors)
    {
        var pod = spec.At("template", "spec") as JsonObject;
        PodValidation.Spec(pod, path, errors);
        if (pod.Text("restartPolicy") is "Always") errors.NotSupported($"{path}.restartPolicy", "Always", "OnFailure", "Never");
    }
}
