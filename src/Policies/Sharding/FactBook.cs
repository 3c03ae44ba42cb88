using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>The facts of targets: worked out once for this shard's, as told for the others'.</summary>
internal sealed class FactBook(Inventory inventory, SelectionIndex selection, PolicyOptions options, Func<string, bool> owns)
{
    private readonly Dictionary<TargetKey, TargetFacts> own = [];
    private readonly Dictionary<TargetKey, TargetFacts> told = [];
    private readonly Dictionary<string, ObjectName> servicesByAddress = [];
    private readonly Dictionary<TargetKey, PodAddress?> pods = [];

    /// <summary>The namespaces that exist anywhere; null where that is not known (then every one may).</summary>
    public IReadOnlySet<string>? ExistingNamespaces { get; set; }

    /// <summary>What other shards have told.</summary>
    public IEnumerable<TargetFacts> Told => told.Values;

    /// <summary>The Pods that were looked up; null where there was none.</summary>
    public IEnumerable<KeyValuePair<TargetKey, PodAddress?>> Pods => pods;

    /// <summary>The facts of a target, or null where its shard has not told them yet.</summary>
    public TargetFacts? Of(TargetKey target)
    {
        if (!owns(target.Name.Namespace))
            return !IsNowhere(target) ? told.GetValueOrDefault(target)
                : IsOutOfSight(target) ? Reaching(target, LabelSelector.Everything, false) : TargetFacts.Absent(target);
        if (own.TryGetValue(target, out var known)) return known;
        return WorkOut(target) is { } facts ? own[target] = facts : null;
    }

    /// <summary>Works an own target out anew; returns whether its facts differ from those given out before.</summary>
    public bool Refresh(TargetKey target)
    {
        if (!own.Remove(target, out var before)) return true;
        return !before.Equals(Of(target));
    }

    /// <summary>Forgets what was worked out about an own target: the next question works it out anew.</summary>
    public void Drop(TargetKey target) => own.Remove(target);

    /// <summary>Takes another shard's word; returns whether it is news.</summary>
    public bool Accept(TargetFacts facts)
    {
        if (told.TryGetValue(facts.Key, out var before) && before.Equals(facts)) return false;
        told[facts.Key] = facts;
        return true;
    }

    /// <summary>Takes the answer to a lookup of a Pod by name or address; null where there is none.</summary>
    public void Accept(TargetKey target, PodAddress? pod) => pods[target] = pod;

    /// <summary>The Pods of a namespace that were looked up and carry labels of their own.</summary>
    public IEnumerable<(TargetKey Target, Labels Labels)> PodsOf(string @namespace) =>
        from each in pods
        where each.Key.Name.Namespace == @namespace && each.Value is { Labels.IsEmpty: false }
        select (each.Key, each.Value!.Labels);

    /// <summary>The labels of a Pod that was looked up; null where there is no such Pod.</summary>
    public Labels? LabelsOf(TargetKey target) => pods.GetValueOrDefault(target) is { Labels.IsEmpty: false } pod ? pod.Labels : null;

    /// <summary>Drops what another shard told about a target to which nobody here refers any more.</summary>
    public void Forget(TargetKey target) => told.Remove(target);

    /// <summary>Files a Service's addresses, or takes them out.</summary>
    public void FileAddresses(Service? before, Service? after)
    {
        foreach (var address in before?.ClusterIPs ?? [])
            if (servicesByAddress.GetValueOrDefault(address) == before!.Name) servicesByAddress.Remove(address); // else it has a new owner already
        foreach (var address in after?.ClusterIPs ?? []) servicesByAddress[address] = after!.Name;
    }

    private bool IsNowhere(TargetKey target) =>
        target.Name.Namespace.Length > 0 && ExistingNamespaces is { } existing && !existing.Contains(target.Name.Namespace);

    /// <summary>Of namespaces that are not looked at only a declaration of the whole namespace can be taken at its word.</summary>
    private bool IsOutOfSight(TargetKey target) => target.Kind == TargetKind.Namespace && !options.Namespaces.IsEmpty;

    private TargetFacts? WorkOut(TargetKey target) => target.Kind switch
    {
        TargetKind.Service => OfService(target),
        TargetKind.Address => OfAddress(target),
        TargetKind.PodName when inventory.Workloads.GetValueOrDefault(new(target.Name.Namespace, "Pod", target.Name.Name)) is { Draining: false } bare
            => Reaching(target, bare.Workload.Selector, bare.Workload.Template.HostNetwork),
        TargetKind.PodName or TargetKind.PodAddress => OfLookedUpPod(target),
        TargetKind.Workload => OfWorkload(target),
        TargetKind.Namespace => Reaching(target, LabelSelector.Everything, false),
        _ => TargetFacts.Absent(target),
    };

    private TargetFacts OfService(TargetKey target)
    {
        if (!inventory.Services.TryGetValue(target.Name, out var service)) return TargetFacts.Absent(target);
        var backends = service.Selector is { IsEmpty: false } selector ? selection.WorkloadsOf(target.Name.Namespace, selector) : [];
        IEnumerable<EndpointSlice> slices = inventory.Slices.TryGetValue(target.Name, out var byName) ? byName.Values : [];
        var consent = Consents.OfService(service, inventory.Namespaces.GetValueOrDefault(target.Name.Namespace), options);
        return ServiceFacts.Of(service, backends, slices, consent);
    }

    private TargetFacts OfAddress(TargetKey target) => servicesByAddress.TryGetValue(target.Name.Name, out var service)
        ? new() { Key = target, Exists = true, Alias = $"{service.Name}.{service.Namespace}.svc.{options.References.ClusterDomain}" }
        : TargetFacts.Absent(target);

    private TargetFacts? OfLookedUpPod(TargetKey target) => pods.TryGetValue(target, out var pod)
        ? pod is null || pod.Labels.IsEmpty ? TargetFacts.Absent(target) : Reaching(target, LabelSelector.Of(pod.Labels), pod.HostNetwork)
        : options.LooksUpPods ? null : TargetFacts.Absent(target);

    private TargetFacts OfWorkload(TargetKey target)
    {
        var entry = target.Name.Name.Split('/') is [var kind, var name]
            ? inventory.Workloads.GetValueOrDefault(new(target.Name.Namespace, kind, name))
            : null;
        return entry is { Draining: false, Workload: { Selector.IsEmpty: false } workload }
            ? Reaching(target, workload.Selector, workload.Template.HostNetwork)
            : TargetFacts.Absent(target);
    }

    private static TargetFacts Reaching(TargetKey target, LabelSelector pods, bool hostNetwork) =>
        new() { Key = target, Exists = true, Pods = pods, AnyPort = true, HostNetwork = hostNetwork };
}
