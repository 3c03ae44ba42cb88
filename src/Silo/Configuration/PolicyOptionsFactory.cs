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
        References = ReferenceOptions.Default with { ClusterDomain = silo.ClusterDomain?.Trim('.') ?? Resolver.ClusterDomain("/etc/resolv.conf") },
        Instance = silo.Instance,
        Mode = silo.Mode,
        LockModes = silo.LockModes,
        RequireGrants = silo.RequireGrants,
        IngressOnlyWhenRouted = silo.IngressOnlyWhenRouted,
        OpenProbesToNodes = silo.OpenProbesToNodes,
        LooksUpPods = true,
        LabelPods = silo.LabelPods,
        ExcludedNamespaces = Excluded(silo.ExcludedNamespaces, PodEnvironment.Namespace),
        Namespaces = ListSetting.Namespaces(silo.Namespaces, nameof(SiloOptions.Namespaces)),
        IngressNamespaces = ListSetting.Namespaces(silo.IngressNamespaces, nameof(SiloOptions.IngressNamespaces)),
        NodeCidrs = ListSetting.Cidrs(silo.NodeCidrs, nameof(SiloOptions.NodeCidrs)),
        Resolvers = PodEnvironment.Namespace is null ? [] : Resolver.NameServers("/etc/resolv.conf"),
        Dns = ListSetting.PodsOrAddresses(silo.Dns, nameof(SiloOptions.Dns), Protocol.UDP, Protocol.TCP),
        ApiServer = ListSetting.Addresses(silo.ApiServers, nameof(SiloOptions.ApiServers), Protocol.TCP),
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
    private static ValueList<string> Excluded(string? said, string? own)
    {
        var listed = said is null ? PolicyOptions.Default.ExcludedNamespaces : ListSetting.Namespaces(said, nameof(SiloOptions.ExcludedNamespaces));
        return own is null ? listed : [.. listed.Append(own).Distinct().Order(StringComparer.Ordinal)];
    }
}
