using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Resolution;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Sharding;

/// <summary>Who talks to what: the claims of clients, found by target and by client.</summary>
internal sealed class ClaimBook
{
    private readonly Dictionary<WorkloadKey, ValueList<Claim>> byClient = [];
    private readonly MultiIndex<TargetKey, WorkloadKey> clientsByTarget = new();

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
        foreach (var claim in before) clientsByTarget.Remove(claim.Target, client);
        foreach (var claim in claims) clientsByTarget.Add(claim.Target, client);

        if (claims.IsEmpty) byClient.Remove(client);
        else byClient[client] = claims;
        return touched;
    }

    /// <summary>The claims of a client, in the order in which it made them.</summary>
    public ValueList<Claim> Of(WorkloadKey client) => byClient.GetValueOrDefault(client, []);

    /// <summary>The clients of a target, in no order.</summary>
    public IReadOnlyCollection<WorkloadKey> ClientsOf(TargetKey target) => clientsByTarget.Of(target);

    /// <summary>The claims on a target, in no order (rules are sorted later).</summary>
    public IEnumerable<Claim> On(TargetKey target) => ClientsOf(target).SelectMany(client => Of(client).Where(claim => claim.Target == target));
}
