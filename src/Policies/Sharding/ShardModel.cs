using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.References;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Rules;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>
/// All that is known of some namespaces, and who names whom in them. A change marks what it touches; <see cref="Settle"/> works that
/// out, and nothing else, and says what others must hear. One model over all namespaces is a whole cluster; several, which
/// exchange claims and facts, end in the same connections. Not safe for concurrent use.
/// </summary>
public sealed class ShardModel
{
    private readonly PolicyOptions options;
    private readonly Func<string, bool> owns;
    private readonly Inventory inventory = new();
    private readonly SelectionIndex selection = new();
    private readonly ClaimBook claims = new();
    private readonly FactBook facts;
    private readonly Readers readers = new();
    private readonly Marks marks = new();
    private readonly ShardWorkings workings;
    private readonly ContextGatherer gatherer;
    private Platform platform = Platform.Assumed;

    /// <summary>An empty model.</summary>
    /// <param name="options">The operator's say.</param>
    /// <param name="owns">Whether a namespace is this model's; null for all. The empty name stands for address literals.</param>
    public ShardModel(PolicyOptions options, Func<string, bool>? owns = null)
    {
        this.options = options;
        this.owns = owns ?? (_ => true);
        facts = new(inventory, selection, options, this.owns);
        gatherer = new(inventory, selection, claims, facts, options);
        workings = new(inventory, selection, claims, facts, readers, marks, options, this.owns);
    }

    /// <summary>The workloads that the model holds, draining ones left out.</summary>
    public IEnumerable<Workload> Workloads => inventory.Workloads.Values.Where(entry => !entry.Draining).Select(entry => entry.Workload);

    /// <summary>How many workloads the model holds, draining ones included.</summary>
    public int WorkloadCount => inventory.Workloads.Count;

    /// <summary>The clients that have made claims, of this shard and of others.</summary>
    public IEnumerable<WorkloadKey> Clients => claims.Clients;

    /// <summary>The platform as it was last told.</summary>
    public Platform Platform => platform;

    /// <summary>A workload, or null.</summary>
    public Workload? Find(WorkloadKey key) => inventory.Workloads.GetValueOrDefault(key)?.Workload;

    /// <summary>The namespaces that the model holds.</summary>
    public IEnumerable<string> Namespaces => inventory.Namespaces.Keys;

    /// <summary>A namespace, or null.</summary>
    public NamespaceInfo? FindNamespace(string name) => inventory.Namespaces.GetValueOrDefault(name);

    /// <summary>Takes a new or changed workload.</summary>
    public void Upsert(Workload workload)
    {
        if (inventory.Workloads.TryGetValue(workload.Key, out var entry)) MarkBackends(entry.Workload);
        else inventory.Workloads[workload.Key] = entry = new(workload);
        selection.Remove(entry.Workload);
        entry.Workload = workload;
        entry.Draining = false;
        selection.Add(workload);
        MarkBackends(workload);
        marks.Extract.Add(workload.Key);
        marks.Dirty.Add(workload.Key);
    }

    /// <summary>A workload is gone; it stays a client until <see cref="Remove(WorkloadKey)"/>.</summary>
    public void Drain(WorkloadKey key)
    {
        if (!inventory.Workloads.TryGetValue(key, out var entry) || entry.Draining) return;
        entry.Draining = true;
        MarkBackends(entry.Workload);
        selection.Remove(entry.Workload);
        marks.Dirty.Add(key);
    }

    /// <summary>A workload is gone, and its pods too.</summary>
    public void Remove(WorkloadKey key)
    {
        if (!inventory.Workloads.Remove(key, out var entry)) return;
        if (!entry.Draining) MarkBackends(entry.Workload);
        selection.Remove(entry.Workload);
        readers.Replace(key, []);
        workings.Claim(key, []);
        marks.Dirty.Add(key);
    }

    /// <summary>What running pods may still hold though no object says it.</summary>
    public void SetLingering(WorkloadKey key, ValueList<Reference> references)
    {
        if (!inventory.Workloads.TryGetValue(key, out var entry) || entry.Lingering.Equals(references)) return;
        entry.Lingering = references;
        marks.Resolve.Add(key);
        marks.Dirty.Add(key);
    }

    /// <summary>Takes a Service's new state; null where it is gone.</summary>
    public void Set(ObjectName name, Service? service)
    {
        inventory.Services.Remove(name, out var before);
        if (before is not null)
        {
            selection.Remove(before);
            MarkServers(before);
        }

        facts.FileAddresses(before, service);
        foreach (var address in (before?.ClusterIPs ?? []).Concat(service?.ClusterIPs ?? [])) marks.Facts.Add(new(TargetKind.Address, new("", address)));
        marks.Facts.Add(TargetKey.Service(name));
        if (service is null) return;
        inventory.Services[name] = service;
        selection.Add(service);
        MarkServers(service);
    }

    /// <summary>Takes an EndpointSlice's new state; null where it is gone.</summary>
    public void Set(ObjectName name, EndpointSlice? slice)
    {
        if (inventory.ServiceOfSlice.Remove(name, out var before))
        {
            if (inventory.Slices[before].Remove(name) && inventory.Slices[before].Count == 0) inventory.Slices.Remove(before);
            marks.Facts.Add(TargetKey.Service(before));
        }

        if (slice is null) return;
        var owner = new ObjectName(name.Namespace, slice.ServiceName);
        if (!inventory.Slices.TryGetValue(owner, out var byName)) inventory.Slices[owner] = byName = [];
        byName[name] = slice;
        inventory.ServiceOfSlice[name] = owner;
        marks.Facts.Add(TargetKey.Service(owner));
    }

    /// <summary>Takes a ConfigMap's new state, or a Secret's; null where it is gone.</summary>
    public void Set(ObjectName name, ConfigMap? map, bool isSecret = false)
    {
        Put(isSecret ? inventory.Secrets : inventory.ConfigMaps, name, map);
        marks.Reread.UnionWith(readers.Of(name));
    }

    /// <summary>Takes a Namespace's new state; null where it is gone.</summary>
    public void Set(string name, NamespaceInfo? ns)
    {
        Put(inventory.Namespaces, name, ns);
        marks.Dirty.UnionWith(inventory.Workloads.Keys.Where(key => key.Namespace == name));
        marks.Facts.UnionWith(inventory.Services.Keys.Where(service => service.Namespace == name).Select(TargetKey.Service));
    }

    /// <summary>Takes a ServiceAccount's new state; null where it is gone.</summary>
    public void Set(ObjectName name, ServiceAccount? account)
    {
        Put(inventory.ServiceAccounts, name, account);
        marks.Dirty.UnionWith(inventory.Workloads.Values
            .Where(entry => entry.Workload.Key.Namespace == name.Namespace && entry.Workload.Template.ServiceAccountName == name.Name)
            .Select(entry => entry.Workload.Key));
    }

    /// <summary>Takes a route's new state; null where it is gone.</summary>
    public void Set(string kind, ObjectName name, Route? route)
    {
        var before = inventory.Routes.GetValueOrDefault((kind, name));
        Put(inventory.Routes, (kind, name), route);
        foreach (var backend in (before?.Backends ?? []).Concat(route?.Backends ?? [])) MarkServers(backend.Service);
    }

    /// <summary>Takes all of the API server's calls into this shard's namespaces.</summary>
    public void SetApiBackends(IEnumerable<ApiBackend> backends)
    {
        foreach (var service in inventory.ApiBackends.Keys) MarkServers(service);
        inventory.ApiBackends.Clear();
        foreach (var group in backends.Where(backend => owns(backend.Service.Namespace)).GroupBy(backend => backend.Service))
            inventory.ApiBackends[group.Key] = [.. group];
        foreach (var service in inventory.ApiBackends.Keys) MarkServers(service);
    }

    /// <summary>Takes the platform's new state.</summary>
    public void SetPlatform(Platform now)
    {
        if (platform.Equals(now)) return;
        platform = now;
        marks.Dirty.UnionWith(inventory.Workloads.Keys);
    }

    /// <summary>Takes the names of all namespaces that exist; targets elsewhere are then absent, not unknown.</summary>
    public void SetExistingNamespaces(IReadOnlySet<string> existing)
    {
        var before = facts.ExistingNamespaces;
        facts.ExistingNamespaces = existing;
        foreach (var client in claims.Clients.Where(client => owns(client.Namespace)))
            if (claims.Of(client).Any(claim => before?.Contains(claim.Target.Name.Namespace) != existing.Contains(claim.Target.Name.Namespace)))
                marks.Resolve.Add(client);
    }

    /// <summary>Takes all claims of another shard's client on this shard's targets and answers with the targets' facts.</summary>
    public ValueList<TargetFacts> Accept(WorkloadKey client, ValueList<Claim> all)
    {
        workings.Claim(client, all);
        return [.. all.Select(claim => claim.Target).Distinct().Select(facts.Of).OfType<TargetFacts>()];
    }

    /// <summary>Takes what another shard tells of its targets.</summary>
    public void Accept(IEnumerable<TargetFacts> told)
    {
        foreach (var each in told.Where(each => claims.ClientsOf(each.Key).Count > 0))
            if (facts.Accept(each))
                foreach (var client in claims.ClientsOf(each.Key).Where(client => owns(client.Namespace))) workings.MarkClient(client, each.Key);
    }

    /// <summary>Takes the answer to a lookup of a Pod by name or address; null where there is none.</summary>
    public void Accept(TargetKey target, PodAddress? pod)
    {
        marks.Dirty.UnionWith(workings.ServersOf(target));
        facts.Accept(target, pod);
        marks.Facts.Add(target);
    }

    /// <summary>What this shard's clients name by address, or as a Pod that is no workload of its own: somebody has to look it up.</summary>
    public IEnumerable<TargetKey> TargetsToLookUp() => claims.Targets.Where(target => target.Kind switch
    {
        TargetKind.Address => !owns(""),
        TargetKind.PodName => owns(target.Name.Namespace) && !inventory.Workloads.ContainsKey(new(target.Name.Namespace, "Pod", target.Name.Name)),
        TargetKind.PodAddress => owns(target.Name.Namespace),
        _ => false,
    });

    /// <summary>The Pods that were looked up, by what names them, sorted; null where there was none.</summary>
    public IEnumerable<KeyValuePair<TargetKey, PodAddress?>> Pods => facts.Pods.OrderBy(each => each.Key);

    /// <summary>What other shards have told of their targets, sorted.</summary>
    public IEnumerable<TargetFacts> ForeignFacts => facts.Told.OrderBy(each => each.Key);

    /// <summary>The facts of one of this shard's targets.</summary>
    public TargetFacts? FactsOf(TargetKey target) => facts.Of(target);

    /// <summary>The clients of other shards that refer to a target of this one.</summary>
    public IEnumerable<WorkloadKey> ForeignClientsOf(TargetKey target) => claims.ClientsOf(target).Where(client => !owns(client.Namespace));

    /// <summary>The claims of this shard's client on targets of one namespace.</summary>
    public ValueList<Claim> ClaimsOf(WorkloadKey client, string @namespace) =>
        [.. claims.Of(client).Where(claim => claim.Target.Name.Namespace == @namespace)];

    /// <summary>All claims of a client.</summary>
    public ValueList<Claim> ClaimsOf(WorkloadKey client) => claims.Of(client);

    /// <summary>The ConfigMaps (or Secrets) that some workload of the shard reads.</summary>
    public bool IsRead(ObjectName name) => readers.Of(name).Count > 0;

    /// <summary>Reads the templates that were touched, ahead of <see cref="Settle"/>: from here on it is noticed what a changed ConfigMap takes away.</summary>
    public void Read() => workings.Read();

    /// <summary>Works out everything that was touched since the last time.</summary>
    public ShardChanges Settle() => workings.Settle();

    /// <summary>All that the rules of a workload depend on; null where the workload is gone.</summary>
    public WorkloadContext? ContextOf(WorkloadKey key) =>
        inventory.Workloads.TryGetValue(key, out var entry) && !entry.Draining ? gatherer.ContextOf(entry, platform) : null;

    private void MarkServers(ObjectName service)
    {
        if (inventory.Services.TryGetValue(service, out var known)) MarkServers(known);
    }

    private void MarkServers(Service service)
    {
        if (service.Selector is not { IsEmpty: false } selector) return;
        var servers = selection.WorkloadsOf(service.Name.Namespace, selector).Select(workload => workload.Key).ToList();
        marks.Dirty.UnionWith(servers);
        if (service.Annotations.Contains(Annotations.Ingress)) marks.Resolve.UnionWith(servers);
    }

    /// <summary>A workload's ports and labels decide over the facts of the Services that select it, and of itself.</summary>
    private void MarkBackends(Workload workload)
    {
        var services = selection.ServicesOf(workload);
        marks.Facts.UnionWith(gatherer.TargetsOf(workload, services).Where(target => target.Kind != TargetKind.Namespace));
    }

    private static void Put<TKey, TValue>(Dictionary<TKey, TValue> map, TKey key, TValue? value)
        where TKey : notnull
        where TValue : class
    {
        if (value is null) map.Remove(key);
        else map[key] = value;
    }
}
