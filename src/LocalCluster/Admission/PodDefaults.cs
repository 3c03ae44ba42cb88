using System.Text.Json.Nodes;
using LocalKubernetes.Json;

namespace LocalKubernetes.Admission;

/// <summary>Defaults of a pod's spec, in a Pod or in a template.</summary>
internal static class PodDefaults
{
    public static void Template(JsonObject workload)
    {
        var template = workload.Ensure("spec").Ensure("template");
        template.Ensure("metadata");
        Spec(template.Ensure("spec"));
    }

    public static void Spec(JsonObject spec)
    {
        foreach (var container in spec.Objects("initContainers").Concat(spec.Objects("containers"))) Container(container);
        foreach (var volume in spec.Objects("volumes")) Volume(volume);
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        if (spec.Text("serviceAccountName") is { Length: > 0 } account) spec.Default("serviceAccount", account);
    }

    private static void Container(JsonObject container)
    {
        foreach (var port in container.Objects("ports")) port.Default("protocol", "TCP");
        foreach (var variable in container.Objects("env"))
            variable.Object("valueFrom").Object("fieldRef")?.Default("apiVersion", "v1");
        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
            if (container.Object(name) is { } probe) Probe(probe);
        container.Default("resources", new JsonObject());
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("imagePullPolicy", PullPolicy(container.Text("image") ?? ""));
    }

    private static void Probe(JsonObject probe)
    {
        if (probe.Object("httpGet") is { } http)
        {
            http.Default("path", "/");
            http.Default("scheme", "HTTP");
        }
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
    }

    private static void Volume(JsonObject volume)
    {
        foreach (var source in (ReadOnlySpan<string>)["configMap", "secret", "projected", "downwardAPI"])
            volume.Object(source)?.Default("defaultMode", 420);
        volume.Object("hostPath")?.Default("type", "");
    }

    private static string PullPolicy(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        var untagged = !name.Contains(':', StringComparison.Ordinal) && !name.Contains('@', StringComparison.Ordinal);
        return untagged || name.EndsWith(":latest", StringComparison.Ordinal) ? "Always" : "IfNotPresent";
    }
}
