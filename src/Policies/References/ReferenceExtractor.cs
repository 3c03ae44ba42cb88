using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References.Environments;

namespace NetpolOrleans.Policies.References;

/// <summary>Reads what a pod template says that it talks to. Total: no input makes it throw, and its time is linear in the text.</summary>
public static class ReferenceExtractor
{
    /// <summary>The references of a template, whatever exists or not.</summary>
    /// <param name="workload">The workload: its namespace completes short names, its name stands for <c>metadata.name</c>.</param>
    /// <param name="template">One revision's template.</param>
    /// <param name="configMap">The ConfigMap of that name in the workload's namespace, or null where there is none.</param>
    /// <param name="secret">The same for Secrets; always null where the operator did not switch reading them on.</param>
    /// <param name="options">The cluster's domain and the closed list of host-like tokens.</param>
    public static ExtractedReferences Extract(
        WorkloadKey workload, PodTemplate template, Func<string, ConfigMap?> configMap, Func<string, ConfigMap?> secret, ReferenceOptions options)
    {
        var sources = new ConfigSources(configMap, secret);
        var reader = new TemplateReader(workload, template, sources, options);
        foreach (var container in template.Containers) reader.Read(container);
        return new(reader.References, sources.ConfigMaps);
    }
}
