using System.Runtime.CompilerServices;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;

namespace NetpolOrleans.Grains.Placement;

/// <summary>
/// Which silo should have which shard: the one that the cluster grain assigned, while it is active. A dead silo's shards are dealt out as the
/// cluster grain will do it, without waiting for it; a shard that it never assigned is for the silo with the highest hash together with it.
/// </summary>
public sealed class ShardOwners(ClusterViewFeed views, IClusterMembershipService membership, ILocalSiloDetails local)
{
    private volatile Inheritance? inherited;

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
        if (views.Current is not { } view || view.OwnerOf(shard) is not { } assigned) return Highest(shard, silos);
        return Find(assigned, silos) ?? Find(Inherited(view, silos).GetValueOrDefault(shard), silos);
    }

    /// <summary>The active silos.</summary>
    public IReadOnlyCollection<SiloAddress> ActiveSilos() => Active(membership.CurrentSnapshot);

    /// <summary>Whether a silo has been declared dead.</summary>
    public bool IsDead(string silo) =>
        SiloAddress.TryParse(silo, null, out var address) && membership.CurrentSnapshot.GetSiloStatus(address) == SiloStatus.Dead;

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

    /// <summary>All shards' silos, those of dead ones dealt out anew: computed once for a view and the silos of the moment.</summary>
    private Dictionary<string, string> Inherited(ClusterView view, IReadOnlyCollection<SiloAddress> silos)
    {
        var names = silos.Select(silo => silo.ToParsableString()).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0) return [];
        var known = inherited;
        if (known is not null && ReferenceEquals(known.View, view) && known.Silos.SequenceEqual(names)) return known.Owners;
        var loads = view.Owners.ToDictionary(each => each.Shard, each => each.Load ?? ShardLoad.Unknown, StringComparer.Ordinal);
        var current = view.Owners.ToDictionary(each => each.Shard, each => each.Silo, StringComparer.Ordinal);
        var owners = ShardAssignment.Of(loads, current, names, balance: false);
        inherited = new(view, names, owners);
        return owners;
    }

    private static SiloAddress? Find(string? name, IEnumerable<SiloAddress> silos) => silos.FirstOrDefault(silo => silo.ToParsableString() == name);

    private static List<SiloAddress> Active(ClusterMembershipSnapshot snapshot) =>
        [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];

    private sealed record Inheritance(ClusterView View, List<string> Silos, Dictionary<string, string> Owners);
}
