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
        ExcludedNamespaces = silo.ExcludedNamespaces is { } excluded ? List(excluded) : PolicyOptions.Default.ExcludedNamespaces,
        IngressNamespaces = List(silo.IngressNamespaces),
        NodeCidrs = List(silo.NodeCidrs),
    };

    private static ValueList<string> List(string? text) =>
        text is null ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
