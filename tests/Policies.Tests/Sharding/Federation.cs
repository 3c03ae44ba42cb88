using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Sharding;

namespace NetpolOrleans.Policies.Tests.Sharding;

/// <summary>One model per namespace. Messages between two of them keep their order and take any time; between others nothing is promised.</summary>
internal sealed class Federation
{
    private readonly Dictionary<string, ShardModel> shards;
    private readonly Dictionary<(string From, string To), Queue<Action<ShardModel>>> mail = [];
    private readonly ObjectTable table = new();
    private readonly PolicyOptions options;

    public Federation(PolicyOptions options)
    {
        this.options = options;
        shards = Changes.Namespaces.ToDictionary(ns => ns, ns => new ShardModel(options, owned => owned == ns));
        foreach (var shard in shards.Values)
        {
            shard.SetPlatform(Platform.Assumed);
            shard.SetExistingNamespaces(Changes.Namespaces.ToHashSet());
        }
    }

    public Outcomes Seen { get; } = new();

    public string Expected => Outcomes.Of(table.Snapshot(), options);

    /// <summary>A change arrives at its shard, and some of the messages under way at theirs.</summary>
    public void Take(Change change, int deliveries, int seed)
    {
        change.ToModel(shards[change.Namespace]);
        change.ToTable(table);
        Settle(change.Namespace);
        for (var sent = 0; sent < deliveries; sent++) Deliver(seed + sent);
    }

    public void EndAllPods()
    {
        while (Deliver(0)) { }
        foreach (var (ns, shard) in shards)
        {
            foreach (var key in shard.Clients.Where(client => client.Namespace == ns && !table.Workloads.ContainsKey(client)).ToList()) shard.Remove(key);
            foreach (var key in table.Workloads.Keys.Where(key => key.Namespace == ns)) shard.SetLingering(key, []);
            Settle(ns);
        }

        while (Deliver(0)) { }
    }

    private bool Deliver(int seed)
    {
        var waiting = mail.Where(each => each.Value.Count > 0).OrderBy(each => each.Key).ToList();
        if (waiting.Count == 0) return false;
        var (route, queue) = waiting[seed % waiting.Count];
        queue.Dequeue()(shards[route.To]);
        Settle(route.To);
        return true;
    }

    private void Settle(string ns)
    {
        var shard = shards[ns];
        var changes = shard.Settle();
        Seen.Look(shard, changes.Dirty);
        foreach (var (client, target) in changes.Claims.Where(claim => shards.ContainsKey(claim.Namespace))) SendClaims(shard, ns, client, target);
        foreach (var target in changes.Facts) SendFacts(shard, ns, target);
    }

    private void SendClaims(ShardModel shard, string from, WorkloadKey client, string to)
    {
        var claims = shard.ClaimsOf(client, to);
        Send(from, to, receiver =>
        {
            foreach (var facts in receiver.Accept(client, claims)) Send(to, from, asker => asker.Accept([facts]));
        });
    }

    private void SendFacts(ShardModel shard, string from, TargetKey target)
    {
        if (shard.FactsOf(target) is not { } facts) return;
        foreach (var to in shard.ForeignClientsOf(target).Select(client => client.Namespace).Distinct()) Send(from, to, asker => asker.Accept([facts]));
    }

    private void Send(string from, string to, Action<ShardModel> message)
    {
        if (!mail.TryGetValue((from, to), out var queue)) mail[(from, to)] = queue = new();
        queue.Enqueue(message);
    }
}
