using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Watching;

/// <summary>
/// What one shard still has to tell the others: claims to the targets' shards, facts to the clients' shards. It knows what each
/// has been told and makes the messages; sending is the grain's. No I/O.
/// </summary>
internal sealed class ClaimCourier(string shard, Guid epoch, ShardMap map, Shard state)
{
    private readonly Dictionary<string, HashSet<WorkloadKey>> clientsByTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<WorkloadKey>> pendingClaims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<TargetKey>> pendingFacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<WorkloadKey>> partlyTold = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> told = new(StringComparer.Ordinal);
    private readonly HashSet<string> busy = new(StringComparer.Ordinal);

    /// <summary>Of whom the other shards have been told, or are to be, sorted.</summary>
    public ValueList<CarriedTelling> Told =>
        [.. clientsByTarget.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => new CarriedTelling(each.Key, [.. each.Value.Order()]))];

    /// <summary>Takes over from an activation that moved: of everybody of whom it spoke the others hear again, also that they are gone.</summary>
    public void Restore(IEnumerable<CarriedTelling> tellings)
    {
        foreach (var telling in tellings)
            foreach (var client in telling.Clients)
            {
                Add(clientsByTarget, telling.Shard, client);
                Add(pendingClaims, telling.Shard, client);
            }
    }

    /// <summary>Takes what changed.</summary>
    public void Note(IEnumerable<(WorkloadKey Client, string Namespace)> claims, IEnumerable<TargetKey> facts)
    {
        foreach (var (client, ns) in claims.Where(each => each.Namespace.Length > 0))
        {
            var target = map.ShardOf(ns);
            Add(clientsByTarget, target, client);
            Add(pendingClaims, target, client);
        }

        foreach (var target in facts) NoteFacts(target);
    }

    /// <summary>Everybody who refers to this shard's targets has to hear of them: they could not be told while it was listing.</summary>
    public void NoteAllFacts()
    {
        foreach (var client in state.Model.Clients.ToList())
            foreach (var claim in state.Model.ClaimsOf(client)) NoteFacts(claim.Target);
    }

    /// <summary>Everything is told again, in case a message was lost.</summary>
    public void Resync()
    {
        told.Clear();
        NoteAllFacts();
    }

    /// <summary>The shards to which something can be sent now: one message at a time to each.</summary>
    public List<string> Due(ClusterView view)
    {
        foreach (var (target, clients) in partlyTold)
            foreach (var client in clients.Where(client => !state.Revisions.IsHeld(client)).ToList())
            {
                clients.Remove(client);
                Add(pendingClaims, target, client);
            }

        return
        [
            .. clientsByTarget.Keys.Where(target => !busy.Contains(target) && view.EpochOf(target) is { } to
                && (pendingClaims.ContainsKey(target) || (clientsByTarget[target].Count > 0 && told.GetValueOrDefault(target) != to.Epoch))),
        ];
    }

    /// <summary>The shards that have to hear of facts now.</summary>
    public List<string> DueFacts() => [.. pendingFacts.Keys.Where(target => !busy.Contains("facts " + target))];

    /// <summary>The message to a shard; until it is done there is no other.</summary>
    public ClaimsAnnouncement Take(string target, Guid toEpoch)
    {
        busy.Add(target);
        var complete = told.GetValueOrDefault(target) != toEpoch;
        var clients = complete ? clientsByTarget[target] : pendingClaims.GetValueOrDefault(target) ?? [];
        pendingClaims.Remove(target);
        return new(
            shard, epoch, toEpoch, [.. clients.Order().Select(client => new ClientClaims(client, ClaimsOn(target, client), !state.Revisions.IsHeld(client)))],
            complete && !state.Revisions.IsAnyHeld);
    }

    /// <summary>The message was answered, or not.</summary>
    public void Done(ClaimsAnnouncement announcement, string target, bool delivered)
    {
        busy.Remove(target);
        if (delivered)
        {
            told[target] = announcement.ToEpoch;
            foreach (var client in announcement.Clients.Where(client => !client.IsWhole)) Add(partlyTold, target, client.Client);
            clientsByTarget[target].RemoveWhere(client => !IsPending(target, client) && ClaimsOn(target, client).IsEmpty);
            return;
        }

        foreach (var client in announcement.Clients) Add(pendingClaims, target, client.Client);
    }

    /// <summary>The facts for a shard.</summary>
    public FactsTold TakeFacts(string target)
    {
        busy.Add("facts " + target);
        pendingFacts.Remove(target, out var keys);
        return new(shard, epoch, [.. (keys ?? []).Order().Select(state.Model.FactsOf).OfType<TargetFacts>()]);
    }

    /// <summary>The facts were taken, or not.</summary>
    public void Done(FactsTold facts, string target, bool delivered)
    {
        busy.Remove("facts " + target);
        if (delivered) return;
        foreach (var each in facts.Facts) Add(pendingFacts, target, each.Key);
    }

    /// <summary>A shard of the view that this one's clients refer to and that does not have all of their claims; null where all have.</summary>
    public string? Undelivered(ClusterView view) => view.Epochs.FirstOrDefault(to =>
        clientsByTarget.TryGetValue(to.Shard, out var clients) && clients.Count > 0
        && (told.GetValueOrDefault(to.Shard) != to.Epoch || pendingClaims.ContainsKey(to.Shard) || busy.Contains(to.Shard)))?.Shard;

    private ValueList<Claim> ClaimsOn(string target, WorkloadKey client) =>
        [.. state.Model.ClaimsOf(client).Where(claim => claim.Target.Name.Namespace.Length > 0 && map.ShardOf(claim.Target.Name.Namespace) == target)];

    private bool IsPending(string target, WorkloadKey client) => pendingClaims.TryGetValue(target, out var clients) && clients.Contains(client);

    private void NoteFacts(TargetKey target)
    {
        foreach (var client in state.Model.ForeignClientsOf(target)) Add(pendingFacts, map.ShardOf(client.Namespace), target);
    }

    private static void Add<T>(Dictionary<string, HashSet<T>> sets, string key, T item)
    {
        if (!sets.TryGetValue(key, out var set)) sets[key] = set = [];
        set.Add(item);
    }
}
