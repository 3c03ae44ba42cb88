using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Objects;

/// <summary>A Service, reduced to what names and reaches pods.</summary>
public sealed record Service
{
    private readonly CompactUid uid = CompactUid.None;

    /// <summary>Namespace and name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>The object's uid; empty where it comes from a manifest.</summary>
    public string Uid { get => uid.ToString(); init => uid = new(value); }

    /// <summary><c>spec.type</c>.</summary>
    public ServiceType Type { get; init; } = ServiceType.ClusterIP;

    /// <summary>The cluster addresses, without <c>None</c>; empty for headless and external Services.</summary>
    public ValueList<string> ClusterIPs { get; init; } = [];

    /// <summary>Whether <c>clusterIP: None</c> was asked for.</summary>
    public bool Headless { get; init; }

    /// <summary>The pods behind it; null where the Service has no selector (never "all pods").</summary>
    public Labels? Selector { get; init; }

    /// <summary>The ports, in the order of the spec.</summary>
    public ValueList<ServicePort> Ports { get; init; } = [];

    /// <summary>The DNS name that an <c>ExternalName</c> Service stands for, or null.</summary>
    public string? ExternalName { get; init; }

    /// <summary><c>spec.externalIPs</c>.</summary>
    public ValueList<string> ExternalIPs { get; init; } = [];

    /// <summary>The object's <c>netpol-orleans.io/*</c> and <c>prometheus.io/*</c> annotations; see <see cref="Annotations"/>.</summary>
    public Labels Annotations { get; init; } = Labels.Empty;

    /// <summary>The Service's labels; the table of infrastructure reads them.</summary>
    public Labels Labels { get; init; } = Labels.Empty;
}
