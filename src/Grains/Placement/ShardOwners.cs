using System.Runtime.CompilerServices;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;

namespace NetpolOrleans.Grains.Placement;

/// <summary>
/// Which silo should have which shard: the one that the cluster grain assigned, while it is active; otherwise, until there is a new
/// assignment, the active silo with the highest hash together with the shard.
/// </summary>
public sealed class ShardOwners(ClusterViewFeed views, IClusterMembershipService membership, ILocalSiloDetails local)
{
    /// <summary>This silo.</summary>
    public SiloAddress Local => local.SiloAddress;

    /// <summary>Whether the shard should be here.</summary>
    public bool IsMine(string shard) => local.SiloAddress.Equals(OwnerOf(shard, ActiveSilos()));

    /// <summary>The other silo to which a running shard is assigned, if it is active; null where the shard is to stay.</summary>
    public SiloAddress? MoveOf(string shard) => views.Current?.OwnerOf(shard) is { } assigned && assigned != local.SiloAddress.ToParsableString()
        ? ActiveSilos().FirstOrDefault(silo => silo.ToParsableString() == assigned)
        : null;

    /// <summary>The silo that should have a shard; null where none is active.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="silos">The silos that can have it.</param>
    public SiloAddress? OwnerOf(string shard, IReadOnlyCollection<SiloAddress> silos)
    {
        var assigned = views.Current?.OwnerOf(shard);
        return silos.FirstOrDefault(silo => silo.ToParsableString() == assigned) ?? Highest(shard, silos);
    }

    /// <summary>The active silos.</summary>
    public IReadOnlyCollection<SiloAddress> ActiveSilos() => Active(membership.CurrentSnapshot);

    /// <summary>Yields the active silos whenever the membership changes.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<SiloAddress>> Changes([EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stopping)) yield return Active(snapshot);
    }

    /// <summary>The silo with the highest hash together with a shard: another silo's coming or going changes nothing for most shards.</summary>
    internal static SiloAddress? Highest(string shard, IEnumerable<SiloAddress> silos) => silos
        .Select(silo => (Silo: silo, Name: silo.ToParsableString()))
        .OrderByDescending(each => ShardMap.HashOf($"{shard}@{each.Name}")).ThenBy(each => each.Name, StringComparer.Ordinal)
        .FirstOrDefault().Silo;

    private static List<SiloAddress> Active(ClusterMembershipSnapshot snapshot) =>
        [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];
}
