using System.Globalization;
using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Applying;

namespace NetpolOrleans.Silo.Health;

/// <summary>
/// Whether this replica does its share: it has joined, may write, knows the cluster, and every shard that it should have is listed.
/// </summary>
public sealed class Readiness(
    ClusterViewFeed views, ShardMap map, ShardOwners owners, LocalShards shards, PolicyApplier applier, IClusterMembershipService membership, IServiceProvider services)
{
    private readonly ISiloFence? fence = services.GetService<ISiloFence>();

    /// <summary>What is missing, as sentences; empty when ready.</summary>
    public IReadOnlyList<string> Missing() =>
        NotJoined() is { } joining ? [joining]
        : fence?.Reason is { } reason ? [$"the replica may not write: {reason}"]
        : views.Current is not { } view ? ["the cluster has not been listed yet"]
        : Missing(view);

    /// <summary>Why it has not joined the others yet, as a sentence; null once it has.</summary>
    public string? NotJoined() => Status() is not SiloStatus.Active and var status ? $"the replica has not joined the others: it is {status}" : null;

    /// <summary>What does not work though the replica does its share with what it knows, as sentences.</summary>
    public IReadOnlyList<string> Troubles() =>
    [
        .. views.Current?.Troubles ?? [],
        .. (views.Current?.Late ?? []).Select(LateText),
        .. shards.All.SelectMany(each => each.Status.Troubles.Select(trouble => $"shard {each.Status.Shard}: {trouble}")),
        .. applier.Refused,
    ];

    /// <summary>
    /// The shards that are not listed. One without which the others go on, because it cannot be listed, does not keep the replica from its share,
    /// unless it has no other.
    /// </summary>
    private IReadOnlyList<string> Missing(ClusterView view)
    {
        var mine = map.ShardsOf(view.Namespaces).Where(owners.IsMine).ToList();
        var missing = mine.Select(shard => (Shard: shard, Reason: Missing(shard))).Where(each => each.Reason is not null).ToList();
        if (missing.Count < mine.Count) missing.RemoveAll(each => view.Late.Any(late => late.Shard == each.Shard));
        return [.. missing.Select(each => each.Reason!)];
    }

    private static string LateText(LateShard late) => string.Create(CultureInfo.InvariantCulture,
        $"shard {late.Shard} has been late since {late.Since:u}: {(late.Reason.Length > 0 ? late.Reason : "it has not said why")}; what admits its clients stays open");

    private SiloStatus Status() => membership.CurrentSnapshot.GetSiloStatus(owners.Local);

    private string? Missing(string shard) => shards.Find(shard) switch
    {
        { Synced: true } => null,
        { Troubles: { IsEmpty: false } troubles } => $"shard {shard}: {string.Join("; ", troubles)}",
        _ => $"shard {shard} is not listed yet",
    };
}
