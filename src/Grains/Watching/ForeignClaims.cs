using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Sharding;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What clients of other shards claim of this one's targets, and which activation of their watcher said so. A watcher that is activated anew
/// may not know all of its clients' running revisions yet: what its predecessor said stays until it does. No I/O.
/// </summary>
internal sealed class ForeignClaims(ShardMap map, ShardModel model)
{
    private readonly Dictionary<WorkloadKey, Guid> saidBy = [];

    /// <summary>All that is claimed, sorted.</summary>
    public ValueList<CarriedClient> All => [.. saidBy.OrderBy(each => each.Key).Select(each => new CarriedClient(each.Key, each.Value, model.ClaimsOf(each.Key)))];

    /// <summary>Takes what another activation of this shard's watcher was told before it moved.</summary>
    public void Restore(IEnumerable<CarriedClient> clients)
    {
        foreach (var client in clients)
        {
            saidBy[client.Client] = client.SaidBy;
            model.Accept(client.Client, client.Claims);
        }
    }

    /// <summary>Takes an announcement; returns the targets that it names and whose facts are known.</summary>
    public List<TargetKey> Accept(ClaimsAnnouncement announcement)
    {
        var targets = new List<TargetKey>();
        foreach (var client in announcement.Clients)
        {
            saidBy[client.Client] = announcement.FromEpoch;
            ValueList<Claim> claims = client.IsWhole ? client.Claims : [.. model.ClaimsOf(client.Client).Union(client.Claims)];
            targets.AddRange(model.Accept(client.Client, claims).Select(facts => facts.Key));
            if (claims.IsEmpty) saidBy.Remove(client.Client);
        }

        if (announcement.IsComplete) DropUnlisted(announcement);
        return targets;
    }

    /// <summary>Drops what an earlier activation said, once the present one has told everything to everybody.</summary>
    public void DropStale(ClusterView view)
    {
        var existing = view.Namespaces.ToHashSet(StringComparer.Ordinal);
        foreach (var (client, epoch) in saidBy.ToList())
            if (!existing.Contains(client.Namespace) || IsStale(client, epoch, view)) Drop(client);
    }

    private bool IsStale(WorkloadKey client, Guid epoch, ClusterView view) =>
        view.EpochOf(map.ShardOf(client.Namespace)) is { } now && now.Epoch != epoch && view.HasDelivered(now.Shard, now.Since);

    private void DropUnlisted(ClaimsAnnouncement announcement)
    {
        var listed = announcement.Clients.Select(client => client.Client).ToHashSet();
        foreach (var client in saidBy.Keys.Where(client => map.ShardOf(client.Namespace) == announcement.From && !listed.Contains(client)).ToList()) Drop(client);
    }

    private void Drop(WorkloadKey client)
    {
        saidBy.Remove(client);
        model.Accept(client, []);
    }
}
