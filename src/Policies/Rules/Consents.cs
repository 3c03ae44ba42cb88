using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Rules;

/// <summary>Whose consent a target needs. Cluster, namespace and Service may each demand it; none can waive another's demand.</summary>
public static class Consents
{
    private const string Granted = "granted";

    /// <summary>The consent of one Service, its namespace and the cluster together.</summary>
    public static Consent OfService(Service service, NamespaceInfo? ns, PolicyOptions options)
    {
        var ofNamespace = OfNamespace(ns, options);
        var own = Parse(service.Annotations[Annotations.Grants]);
        if (service.Annotations[Annotations.Callers] == Granted)
            return new(true, service.Annotations.Contains(Annotations.Grants) ? own : ofNamespace.Grants);
        return ofNamespace.Required ? new(true, [.. ofNamespace.Grants.Concat(own).Distinct()]) : Consent.Given;
    }

    /// <summary>The consents that a client of a workload's pods needs: of every Service that selects them, whatever route it takes.</summary>
    public static ValueList<Consent> OfPods(IReadOnlyCollection<Service> selecting, NamespaceInfo? ns, PolicyOptions options)
    {
        var demanding = selecting.Where(service => service.Annotations[Annotations.Callers] == Granted)
            .Select(service => OfService(service, ns, options)).ToList();
        if (demanding.Count > 0) return [.. demanding];
        var ofNamespace = OfNamespace(ns, options);
        return ofNamespace.Required
            ? [new(true, [.. ofNamespace.Grants.Concat(selecting.SelectMany(service => Parse(service.Annotations[Annotations.Grants]))).Distinct()])]
            : [];
    }

    private static Consent OfNamespace(NamespaceInfo? ns, PolicyOptions options) => new(
        options.RequireGrants || ns?.Annotations[Annotations.Callers] == Granted, Parse(ns?.Annotations[Annotations.Grants]));

    private static ValueList<string> Parse(string? grants) =>
        grants is null ? [] : [.. grants.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
