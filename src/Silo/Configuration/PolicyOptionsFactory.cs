using System.ComponentModel.DataAnnotations;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>The operator's settings as the brain's options.</summary>
public static class PolicyOptionsFactory
{
    /// <summary>The options; what is not set is the brain's default.</summary>
    public static PolicyOptions From(SiloOptions silo) => PolicyOptions.Default with
    {
        References = ReferenceOptions.Default with { ClusterDomain = silo.ClusterDomain?.Trim('.') ?? ClusterDomain.FromResolver("/etc/resolv.conf") },
        Instance = silo.Instance,
        Mode = silo.Mode,
        LockModes = silo.LockModes,
        RequireGrants = silo.RequireGrants,
        IngressOnlyWhenRouted = silo.IngressOnlyWhenRouted,
        OpenProbesToNodes = silo.OpenProbesToNodes,
        LooksUpPods = true,
        ExcludedNamespaces = Excluded(silo.ExcludedNamespaces, PodEnvironment.Namespace),
        IngressNamespaces = List(silo.IngressNamespaces),
        NodeCidrs = List(silo.NodeCidrs),
        Kinds = [.. ManagedKind.BuiltIn, .. KindsOf(silo).Select(kind => kind.Managed)],
    };

    /// <summary>The kinds that the operator has described.</summary>
    /// <exception cref="ValidationException">An entry cannot be read; the message names it and the form.</exception>
    public static ValueList<CustomWorkloadKind> KindsOf(SiloOptions silo) => CustomKindText.Parse(silo.WorkloadKinds) switch
    {
        ({ } kinds, { IsEmpty: true }) => kinds,
        (_, var errors) => throw new ValidationException($"{SettingName.Flag(nameof(SiloOptions.WorkloadKinds))}: {string.Join("; ", errors)}"),
    };

    /// <summary>The replicas' own namespace is excluded always: the installation brings its own policy.</summary>
    private static ValueList<string> Excluded(string? said, string? own) =>
        [.. (said is null ? PolicyOptions.Default.ExcludedNamespaces : List(said)).Union(own is null ? [] : [own]).Order(StringComparer.Ordinal)];

    private static ValueList<string> List(string? text) =>
        text is null ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
