using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A pod template (or a Pod's own spec and labels), reduced to what a policy depends on.</summary>
public sealed record PodTemplate
{
    /// <summary>The labels that the pods carry.</summary>
    public required Labels Labels { get; init; }

    /// <summary>The pods' annotations that policies read: scraping (<c>prometheus.io/*</c>) and ours.</summary>
    public Labels Annotations { get; init; } = Labels.Empty;

    /// <summary>Containers, init containers included, in the order of the spec.</summary>
    public required ValueList<Container> Containers { get; init; }

    /// <summary>ConfigMaps and Secrets whose keys are mounted as files.</summary>
    public ValueList<FileSource> Files { get; init; } = [];

    /// <summary>Whether the pods share their node's network and so cannot be selected by a policy.</summary>
    public bool HostNetwork { get; init; }

    /// <summary><c>spec.serviceAccountName</c>; <c>default</c> where the spec leaves it out.</summary>
    public string ServiceAccountName { get; init; } = "default";

    /// <summary><c>spec.automountServiceAccountToken</c>; null where the ServiceAccount decides.</summary>
    public bool? AutomountToken { get; init; }

    /// <summary>Whether a projected volume mounts a ServiceAccount token explicitly.</summary>
    public bool ProjectsToken { get; init; }

    /// <summary><c>terminationGracePeriodSeconds</c>; 30 where left out.</summary>
    public int GracePeriodSeconds { get; init; } = 30;

    /// <summary><c>spec.subdomain</c>, and <c>spec.serviceName</c> of a StatefulSet: the headless Service that names the pods.</summary>
    public string? Subdomain { get; init; }
}
