using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Platforms;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>What concerns the whole cluster, at one moment.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Namespaces">The namespaces that exist, sorted.</param>
/// <param name="Epochs">The shards' watchers that have reported.</param>
/// <param name="DeliveredByAll">Every shard but the late ones has delivered its claims to the epochs that began up to this version.</param>
/// <param name="Platform">The platform.</param>
/// <param name="ApiBackends">What the API server calls.</param>
/// <param name="Owners">Which silo should have which shard.</param>
/// <param name="Troubles">What is not known and why, as sentences; empty when all is well.</param>
public sealed record ClusterView(
    long Version, ValueList<string> Namespaces, ValueList<ShardEpoch> Epochs, long DeliveredByAll,
    Platform Platform, ValueList<ApiBackend> ApiBackends, ValueList<ShardOwner> Owners, ValueList<string> Troubles)
{
    private Dictionary<string, ShardEpoch>? epochsByShard;
    private Dictionary<string, ShardOwner>? ownersByShard;

    /// <summary>The shards for which nobody waits any more, sorted; each says how far it has come.</summary>
    public ValueList<LateShard> Late { get; init; } = [];

    /// <summary>The shards that are late for an epoch.</summary>
    /// <param name="since">The version with which the epoch began.</param>
    public IEnumerable<LateShard> LateFor(long since) => Late.Where(each => each.Delivered < since);

    /// <summary>Whether one shard has delivered its claims to the epochs that began up to a version.</summary>
    public bool HasDelivered(string shard, long since) => DeliveredByAll >= since && !LateFor(since).Any(late => late.Shard == shard);

    /// <summary>The epoch of a shard's watcher, or null where it has not reported.</summary>
    public ShardEpoch? EpochOf(string shard) =>
        (epochsByShard ??= Epochs.ToDictionary(each => each.Shard, StringComparer.Ordinal)).GetValueOrDefault(shard);

    /// <summary>The address of the silo that should have a shard, or null where none is assigned.</summary>
    public string? OwnerOf(string shard) => Owner(shard)?.Silo;

    /// <summary>What a shard costs.</summary>
    public ShardLoad LoadOf(string shard) => Owner(shard)?.Load ?? ShardLoad.Unknown;

    /// <summary>Whether the views say the same, their versions aside.</summary>
    public bool SaysTheSameAs(ClusterView? other) =>
        other is not null && Namespaces.Equals(other.Namespaces) && Epochs.Equals(other.Epochs) && DeliveredByAll == other.DeliveredByAll
        && Platform.Equals(other.Platform) && ApiBackends.Equals(other.ApiBackends) && Owners.Equals(other.Owners) && Troubles.Equals(other.Troubles)
        && Late.Equals(other.Late);

    private ShardOwner? Owner(string shard) =>
        (ownersByShard ??= Owners.ToDictionary(each => each.Shard, StringComparer.Ordinal)).GetValueOrDefault(shard);
}
