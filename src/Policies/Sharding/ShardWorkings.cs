using NetpolOrleans.Policies.Declarations;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>Works out what was marked: templates to references, references to claims, claims to the workloads that they touch.</summary>
internal sealed class ShardWorkings(
    Inventory inventory, SelectionIndex selection, ClaimBook claims, FactBook facts, Readers readers, Marks marks,
    PolicyOptions options, Func<string, bool> owns)
{
    /// <summary>Works out everything that is marked, until nothing is.</summary>
    public ShardChanges Settle()
    {
        Read();
        do
        {
            foreach (var target in marks.TakeFacts()) Refresh(target);
            foreach (var key in marks.TakeResolve()) Resolve(key);
        }
        while (marks.HasWork);
        return marks.TakeChanges();
    }

    /// <summary>Reads the templates that are marked.</summary>
    public void Read()
    {
        foreach (var key in marks.TakeReread()) Reread(key);
        foreach (var key in marks.TakeExtract()) Extract(key);
    }

    /// <summary>Replaces a client's claims and marks the servers of targets on which they changed.</summary>
    public void Claim(WorkloadKey client, ValueList<Claim> all)
    {
        foreach (var target in claims.Replace(client, all))
        {
            if (owns(target.Name.Namespace)) marks.Dirty.UnionWith(ServersOf(target));
            else marks.Outgoing.Add((client, target.Name.Namespace));
            if (!owns(target.Name.Namespace) && claims.ClientsOf(target).Count == 0) facts.Forget(target);
        }
    }

    private void Extract(WorkloadKey key)
    {
        if (!inventory.Workloads.TryGetValue(key, out var entry)) return;
        var read = entry.Workload.Revisions.Select(template => ReferenceExtractor.Extract(
            key, template,
            name => inventory.ConfigMaps.GetValueOrDefault(new(key.Namespace, name)),
            name => inventory.Secrets.GetValueOrDefault(new(key.Namespace, name)),
            options.References)).ToList();
        entry.References = [.. read.SelectMany(each => each.References).Concat(DeclaredTarget.EgressReferences(entry.Workload, options.KindNames)).Distinct()];
        readers.Replace(key, [.. read.SelectMany(each => each.ConfigMaps).Select(name => new ObjectName(key.Namespace, name))]);
        marks.Resolve.Add(key);
    }

    /// <summary>Reads the templates again because a ConfigMap or Secret changed; what they name no more lingers.</summary>
    private void Reread(WorkloadKey key)
    {
        if (!inventory.Workloads.TryGetValue(key, out var entry)) return;
        var before = entry.References;
        Extract(key);
        var named = entry.References.Select(reference => reference.Candidates).ToHashSet();
        ValueList<Reference> gone = [.. before.Where(reference => !named.Contains(reference.Candidates) && MayLinger(entry, reference))];
        if (gone.IsEmpty) return;
        entry.Lingering = [.. entry.Lingering.Concat(gone).Distinct()];
        marks.Dropped[key] = gone;
    }

    /// <summary>What lingers is written down: of a Secret only what led somewhere.</summary>
    private static bool MayLinger(WorkloadEntry entry, Reference reference) => reference.Evidence.Text != Evidence.Withheld
        || entry.Resolved.Any(resolved => resolved.Outcome == Outcome.Resolved && resolved.Reference.Equals(reference));

    /// <summary>The objects that ingress declarations name: their facts are wanted, their pods are no servers of this workload.</summary>
    private IEnumerable<Claim> DeclaredInterests(Workload workload) =>
        from declared in DeclaredIngress.Of(workload, selection.ServicesOf(workload))
        from entry in declared.Declarations
        let target = DeclaredTarget.Of(entry, options.KindNames)
        where target is not null
        select new Claim(workload.Key, null, false, new(target.Kind, target.Name), PortRequest.FactsOnly);

    private void Refresh(TargetKey target)
    {
        var clients = claims.ClientsOf(target);
        if (clients.Count == 0)
        {
            facts.Drop(target); // nobody asked: nobody has to hear
            return;
        }

        if (!facts.Refresh(target)) return;
        foreach (var client in clients)
        {
            if (owns(client.Namespace)) MarkClient(client, target);
            else marks.Published.Add(target);
        }

        marks.Dirty.UnionWith(ServersOf(target));
    }

    /// <summary>A client has to resolve anew; where it wanted the facts only, it is touched itself.</summary>
    public void MarkClient(WorkloadKey client, TargetKey target)
    {
        marks.Resolve.Add(client);
        if (claims.Of(client).Any(claim => claim.Target == target && claim.Ports.Equals(PortRequest.FactsOnly))) marks.Dirty.Add(client);
    }

    private void Resolve(WorkloadKey key)
    {
        if (!inventory.Workloads.TryGetValue(key, out var entry)) return;
        ValueList<ResolvedReference> resolved =
            [.. entry.References.Concat(entry.Lingering).Select(each => ReferenceResolver.Resolve(each, facts.Of, options.References.ClusterDomain))];
        if (!resolved.Equals(entry.Resolved)) marks.Dirty.Add(key);
        entry.Resolved = resolved;
        Claim(key, [.. Resolution.Claim.Of(entry.Workload, resolved), .. DeclaredInterests(entry.Workload)]);
    }

    /// <summary>The workloads of this shard whose pods a target reaches.</summary>
    public IEnumerable<WorkloadKey> ServersOf(TargetKey target) => target.Kind switch
    {
        TargetKind.Service when inventory.Services.GetValueOrDefault(target.Name) is { Selector: { IsEmpty: false } selector } =>
            selection.WorkloadsOf(target.Name.Namespace, selector).Select(workload => workload.Key),
        TargetKind.PodName when inventory.Workloads.ContainsKey(PodOf(target)) => [PodOf(target)],
        TargetKind.PodName or TargetKind.PodAddress when facts.LabelsOf(target) is { } labels =>
            selection.WorkloadsOf(target.Name.Namespace, labels).Select(workload => workload.Key),
        TargetKind.PodName => [PodOf(target)],
        TargetKind.Workload when target.Name.Name.Split('/') is [var kind, var name] => [new(target.Name.Namespace, kind, name)],
        TargetKind.Namespace => inventory.Workloads.Keys.Where(key => key.Namespace == target.Name.Namespace),
        _ => [],
    };

    private static WorkloadKey PodOf(TargetKey target) => new(target.Name.Namespace, "Pod", target.Name.Name);
}
