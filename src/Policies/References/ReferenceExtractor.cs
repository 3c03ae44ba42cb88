using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References.Hosts;
using NetpolOrleans.Policies.Values;

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
        var names = new NameResolution(workload.Namespace, options.ClusterDomain.Trim('.').ToLowerInvariant());
        var references = new List<Reference>();
        foreach (var container in template.Containers)
            foreach (var variable in container.Env)
                if (variable.Value is { } text && Read(text, names) is { IsEmpty: false } candidates)
                    references.Add(new(candidates, Certainty.Explicit, new(container.Name, "env", variable.Name, text)));
        return new(references.Distinct().ToValueList(), []);
    }

    private static ValueList<ReferenceTarget> Read(string text, NameResolution names)
    {
        var authority = text.AsSpan().Trim();
        if (authority.IndexOf("://") is var scheme and >= 0) authority = authority[(scheme + 3)..];
        if (authority.IndexOfAny("/?#") is var end and >= 0) authority = authority[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = authority.IndexOf(':');
        int? port = colon >= 0 && int.TryParse(authority[(colon + 1)..], out var number) && number is > 0 and < 65536 ? number : null;
        var host = HostName.Normalize(colon < 0 ? authority : authority[..colon]);
        return host is not null && names.IsQualified(host) ? names.Candidates(host, port, mayBeExternal: false) : [];
    }
}
