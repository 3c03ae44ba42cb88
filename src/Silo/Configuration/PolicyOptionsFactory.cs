using NetpolOrleans.Policies;
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
    };

    /// <summary>The replicas' own namespace is excluded always: the installation brings its own policy.</summary>
    private static ValueList<string> Excluded(string? said, string? own) =>
        [.. (said is null ? PolicyOptions.Default.ExcludedNamespaces : List(said)).Union(own is null ? [] : [own]).Order(StringComparer.Ordinal)];

    /// <summary>The controller never isolates itself: its own manifests say who may reach it.</summary>
    private static ValueList<string> Excluded(SiloOptions silo, string? ownNamespace)
    {
        var listed = silo.ExcludedNamespaces is { } excluded ? List(excluded) : PolicyOptions.Default.ExcludedNamespaces;
        return ownNamespace is { Length: > 0 } own && !listed.Contains(own) ? [.. listed.Append(own).Order(StringComparer.Ordinal)] : listed;
    }

    private static ValueList<string> List(string? text) =>
        text is null ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
