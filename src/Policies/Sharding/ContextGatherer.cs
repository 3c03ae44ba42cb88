using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Evaluation;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>Gathers from the books of a shard all that the rules of one workload depend on.</summary>
internal sealed class ContextGatherer(Inventory inventory, SelectionIndex selection, ClaimBook claims, FactBook facts, PolicyOptions options)
{
    /// <summary>The context of a workload.</summary>
    public WorkloadContext ContextOf(WorkloadEntry entry, Platform platform)
    {
        var workload = entry.Workload;
        var ns = workload.Key.Namespace;
        var services = selection.ServicesOf(workload);
        var declared = DeclaredIngress.Of(workload, services);
        return new()
        {
            Workload = workload,
            Namespace = inventory.Namespaces.GetValueOrDefault(ns),
            ServiceAccount = inventory.ServiceAccounts.GetValueOrDefault(new(ns, workload.Template.ServiceAccountName)),
            References = entry.Resolved,
            Lingering = entry.Lingering,
            Services = services,
            DeclaredIngress = declared,
            DeclaredFacts = FactsOf(declared),
            Claims = [.. TargetsOf(workload, services).SelectMany(target => claims.On(target).Select(claim => (claim, facts.Of(target)!)))],
            Routes = options.IngressOnlyWhenRouted ? [.. inventory.Routes.Values.SelectMany(route => route.Backends)] : [],
            ApiBackends = [.. services.SelectMany(service => inventory.ApiBackends.GetValueOrDefault(service.Name, []))],
            Overlaps = [.. OverlapsOf(workload)],
            Platform = platform,
            Options = options,
        };
    }

    /// <summary>The targets that reach a workload's pods.</summary>
    public IEnumerable<TargetKey> TargetsOf(Workload workload, IEnumerable<Service> services)
    {
        var (ns, kind, name) = workload.Key;
        foreach (var service in services) yield return TargetKey.Service(service.Name);
        yield return new(TargetKind.Workload, new(ns, $"{kind}/{name}"));
        yield return new(TargetKind.Namespace, new(ns, ns));
        if (kind == "Pod") yield return new(TargetKind.PodName, new(ns, name));
        foreach (var (target, labels) in facts.PodsOf(ns))
            if (workload.Revisions.Any(template => template.Labels.Includes(labels))) yield return target;
    }

    /// <summary>Only a selector with labels is looked up: one of mere expressions would be compared with its whole namespace.</summary>
    private IEnumerable<WorkloadKey> OverlapsOf(Workload workload) =>
        from other in selection.WorkloadsOf(workload.Key.Namespace, workload.Selector.MatchLabels)
        where other.Key != workload.Key && WorkloadEndpoint.Of(other, null) is var pods && pods.IsSelectable && workload.Selector.Matches(pods.Labels)
        select other.Key;

    private Dictionary<TargetKey, TargetFacts> FactsOf(IEnumerable<DeclaredIngress> declared)
    {
        var known = new Dictionary<TargetKey, TargetFacts>();
        foreach (var entry in declared.SelectMany(each => each.Declarations))
            if (DeclaredTarget.Of(entry, options.KindNames) is { } target && facts.Of(new(target.Kind, target.Name)) is { } told)
                known[told.Key] = told;
        return known;
    }
}
