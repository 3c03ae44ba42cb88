using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>Who talks to what: the claims of clients, found by target and by client.</summary>
internal sealed class ClaimBook
{
    private readonly Dictionary<WorkloadKey, ValueList<Claim>> byClient = [];
    private readonly Dictionary<TargetKey, HashSet<WorkloadKey>> clientsByTarget = [];

    /// <summary>The clients that have claims.</summary>
    public IEnumerable<WorkloadKey> Clients => byClient.Keys;

    /// <summary>The targets on which there are claims.</summary>
    public IEnumerable<TargetKey> Targets => clientsByTarget.Keys;

    /// <summary>Replaces all claims of a client and returns the targets of which a claim came, went or changed.</summary>
    public HashSet<TargetKey> Replace(WorkloadKey client, ValueList<Claim> claims)
    {
        var before = Of(client);
        if (before.Equals(claims)) return [];

        HashSet<TargetKey> touched = [.. before.Except(claims).Concat(claims.Except(before)).Select(claim => claim.Target)];
        foreach (var target in before.Select(claim => claim.Target))
            if (clientsByTarget.TryGetValue(target, out var clients) && clients.Remove(client) && clients.Count == 0) clientsByTarget.Remove(target);
        foreach (var target in claims.Select(claim => claim.Target))
        {
            if (!clientsByTarget.TryGetValue(target, out var clients)) clientsByTarget[target] = clients = [];
            clients.Add(client);
        }

        if (claims.IsEmpty) byClient.Remove(client);
        else byClient[client] = claims;
        return touched;
    }

    /// <summary>The claims of a client, in the order in which it made them.</summary>
    public ValueList<Claim> Of(WorkloadKey client) => byClient.GetValueOrDefault(client, []);

    /// <summary>The clients of a target, in no order.</summary>
    public IReadOnlyCollection<WorkloadKey> ClientsOf(TargetKey target) =>
        clientsByTarget.TryGetValue(target, out var clients) ? clients : [];

    /// <summary>The claims on a target, in no order (rules are sorted later).</summary>
    public IEnumerable<Claim> On(TargetKey target) => ClientsOf(target).SelectMany(client => Of(client).Where(claim => claim.Target == target));
}
