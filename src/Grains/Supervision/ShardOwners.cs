using System.Runtime.CompilerServices;
using NetpolOrleans.Grains.Abstractions.Watching;

namespace NetpolOrleans.Grains.Supervision;

/// <summary>
/// Which silo should have which shard: the active silo with the highest hash together with the shard, so that a silo that comes or
/// goes moves its own share only.
/// </summary>
public sealed class ShardOwners(IClusterMembershipService membership, ILocalSiloDetails local)
{
    /// <summary>This silo.</summary>
    public SiloAddress Local => local.SiloAddress;

    /// <summary>Whether the shard should be here.</summary>
    public bool IsMine(string shard) => OwnerOf(shard, ActiveSilos()) is { } owner && owner.Equals(local.SiloAddress);

    /// <summary>The silo that should have a shard; null where none is active.</summary>
    public static SiloAddress? OwnerOf(string shard, IEnumerable<SiloAddress> silos) =>
        silos.MaxBy(silo => (ShardMap.HashOf($"{shard}@{silo.ToParsableString()}"), silo.ToParsableString()));

    /// <summary>Yields whenever the membership changes.</summary>
    public async IAsyncEnumerable<bool> Changes([EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(stopping)) yield return true;
    }

    private IEnumerable<SiloAddress> ActiveSilos() => membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active)
        .Select(member => member.SiloAddress);
}
