using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;

namespace NetpolOrleans.Silo.Health;

/// <summary>
/// Whether this replica does its share: it has joined, may write, knows the cluster, and every shard that it should have is listed.
/// </summary>
public sealed class Readiness(
    ClusterViewFeed views, ShardMap map, ShardOwners owners, LocalShards shards, IClusterMembershipService membership, IServiceProvider services)
{
    private readonly ISiloFence? fence = services.GetService<ISiloFence>();

    /// <summary>What is missing, as sentences; empty when ready.</summary>
    public IReadOnlyList<string> Missing() =>
        NotJoined() is { } joining ? [joining]
        : fence?.Reason is { } reason ? [$"the replica may not write: {reason}"]
        : views.Current is not { } view ? ["the cluster has not been listed yet"]
        : [.. map.ShardsOf(view.Namespaces).Where(owners.IsMine).Select(Missing).OfType<string>()];

    /// <summary>Why it has not joined the others yet, as a sentence; null once it has.</summary>
    public string? NotJoined() => Status() is not SiloStatus.Active and var status ? $"the replica has not joined the others: it is {status}" : null;

    /// <summary>What does not work though the replica does its share with what it knows, as sentences.</summary>
    public IReadOnlyList<string> Troubles() =>
    [
        .. views.Current?.Troubles ?? [],
        .. shards.All.SelectMany(each => each.Status.Troubles.Select(trouble => $"shard {each.Status.Shard}: {trouble}")),
    ];

    private SiloStatus Status() => membership.CurrentSnapshot.GetSiloStatus(owners.Local);

    private string? Missing(string shard) => shards.Find(shard) switch
    {
        { Synced: true } => null,
        { Troubles: { IsEmpty: false } troubles } => $"shard {shard}: {string.Join("; ", troubles)}",
        _ => $"shard {shard} is not listed yet",
    };
}
