using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>Labels that controllers generate or that upgrades change: never in a selector of ours.</summary>
public static class GeneratedLabels
{
    /// <summary>The label that the Job controller puts on every pod of a Job.</summary>
    public const string JobName = "batch.kubernetes.io/job-name";

    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "pod-template-hash", "controller-revision-hash", "pod-template-generation", "statefulset.kubernetes.io/pod-name",
        "apps.kubernetes.io/pod-index", "controller-uid", "job-name", "batch.kubernetes.io/controller-uid", JobName,
        "batch.kubernetes.io/job-completion-index", "helm.sh/chart", "app.kubernetes.io/version",
    };

    /// <summary>Whether the label with this key is generated.</summary>
    public static bool Contains(string key) =>
        Keys.Contains(key) || key.StartsWith("topology.kubernetes.io/", StringComparison.Ordinal);

    /// <summary>The labels without generated ones.</summary>
    public static Labels Strip(Labels labels) => labels.Without(Contains);
}
