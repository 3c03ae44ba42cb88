using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Cli.Replicas;

/// <summary>A shard as the replicas tell of it.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Replica">The replica that has it; where none does, the one that should.</param>
/// <param name="Status">How it is; null where no replica that answers has it.</param>
/// <param name="Late">Why the others go on without it; null where they do not.</param>
/// <param name="MovesTo">The replica that should have it instead; null where it stays.</param>
internal sealed record ShardRow(string Shard, string Replica, ShardStatus? Status, LateShard? Late, string? MovesTo)
{
    /// <summary>The shards of some replicas, by the newest view that one of them has.</summary>
    public static IReadOnlyList<ShardRow> Of(IReadOnlyList<ReplicaReport> replicas)
    {
        var answers = replicas.Where(replica => replica.Status is not null).ToList();
        var newest = answers.Select(replica => replica.Status!).MaxBy(status => status.ViewVersion);
        var names = answers.ToDictionary(replica => Address(replica.Status!.Silo), replica => replica.Name);
        var running = answers.SelectMany(replica => replica.Status!.Shards.Select(shard => (replica.Name, Status: shard))).ToLookup(each => each.Status.Shard, StringComparer.Ordinal);
        var owners = (newest?.Owners ?? []).ToDictionary(owner => owner.Shard, owner => names.GetValueOrDefault(Address(owner.Silo), owner.Silo), StringComparer.Ordinal);
        return
        [
            .. running.Select(each => each.Key).Union(owners.Keys).Order(StringComparer.Ordinal).SelectMany(shard =>
                running[shard].Select(each => ((string Name, ShardStatus? Status))each).DefaultIfEmpty((owners.GetValueOrDefault(shard, "-"), null)).Select(each => new ShardRow(
                    shard, each.Name, each.Status, newest?.Late?.FirstOrDefault(late => late.Shard == shard),
                    each.Status is not null && owners.GetValueOrDefault(shard) is { } owner && owner != each.Name ? owner : null))),
        ];
    }

    /// <summary>The address and generation of a silo, of which Orleans has two notations: S10.0.0.1:11111:7 and 10.0.0.1:11111@7.</summary>
    private static string Address(string silo) => silo.TrimStart('S').Replace('@', ':');
}
