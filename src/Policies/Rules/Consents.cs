using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>Whose consent a target needs. Cluster, namespace and Service may each demand it; none can waive another's demand.</summary>
public static class Consents
{
    /// <summary>The consent of one Service, its namespace and the cluster together.</summary>
    public static Consent OfService(Service service, NamespaceInfo? ns, PolicyOptions options)
    {
        var ofNamespace = OfNamespace(ns, options);
        var own = Parse(service.Annotations[Annotations.Grants]);
        if (IsDemanded(service.Annotations))
            return new(true, service.Annotations.Contains(Annotations.Grants) ? own : ofNamespace.Grants);
        return ofNamespace.Required ? new(true, [.. ofNamespace.Grants.Concat(own).Distinct()]) : Consent.Given;
    }

    /// <summary>The consents that a client of a workload's pods needs: of every Service that selects them, whatever route it takes.</summary>
    public static ValueList<Consent> OfPods(IReadOnlyCollection<Service> selecting, NamespaceInfo? ns, PolicyOptions options)
    {
        if (!options.RequireGrants && ns is not { Annotations.IsEmpty: false } && selecting.All(service => service.Annotations.IsEmpty)) return [];
        var demanding = selecting.Where(service => IsDemanded(service.Annotations))
            .Select(service => OfService(service, ns, options)).ToList();
        if (demanding.Count > 0) return [.. demanding];
        var ofNamespace = OfNamespace(ns, options);
        return ofNamespace.Required
            ? [new(true, [.. ofNamespace.Grants.Concat(selecting.SelectMany(service => Parse(service.Annotations[Annotations.Grants]))).Distinct()])]
            : [];
    }

    private static Consent OfNamespace(NamespaceInfo? ns, PolicyOptions options) => new(
        options.RequireGrants || (ns is not null && IsDemanded(ns.Annotations)), Parse(ns?.Annotations[Annotations.Grants]));

    /// <summary>A word that is neither auto nor granted is taken as granted: a typing error opens nothing.</summary>
    private static bool IsDemanded(Labels annotations) => SettingParser.Callers(annotations[Annotations.Callers]).Value == Callers.Granted;

    private static ValueList<string> Parse(string? grants) => [.. GrantParser.Parse(grants).Grants.Select(Text)];

    private static string Text(Declarations.Grant grant) =>
        grant.WorkloadName is null ? grant.Namespace : $"{grant.Namespace}/{grant.WorkloadKind}/{grant.WorkloadName}";
}
