using NetpolOrleans.Grains.Abstractions.Cluster;

namespace NetpolOrleans.Grains.Placement;

/// <summary>
/// What silos have, measured by what each should have: 1 is the mean, of streams and of objects. How uneven they are is the sum of the squares
/// of their distances from it, so that what evens the loads out makes it smaller.
/// </summary>
internal sealed class SiloLoads
{
    private readonly Dictionary<string, (double Streams, double Objects)> shares;
    private readonly double meanStreams, meanObjects;

    /// <param name="all">The loads of all shards.</param>
    /// <param name="silos">The silos, which have nothing yet.</param>
    public SiloLoads(IEnumerable<ShardLoad> all, IReadOnlyCollection<string> silos)
    {
        Silos = [.. silos.Order(StringComparer.Ordinal)];
        shares = Silos.ToDictionary(silo => silo, _ => (0d, 0d), StringComparer.Ordinal);
        var (streams, objects) = (0d, 0d);
        foreach (var load in all) (streams, objects) = (streams + load.Streams, objects + load.Objects);
        (meanStreams, meanObjects) = (Math.Max(1, streams) / Silos.Count, Math.Max(1, objects) / Silos.Count);
    }

    /// <summary>The silos, sorted.</summary>
    public IReadOnlyList<string> Silos { get; }

    /// <summary>How far the furthest is from its share, as a part of it.</summary>
    public double Spread => shares.Values.Max(share => Math.Max(Math.Abs(share.Streams - 1), Math.Abs(share.Objects - 1)));

    public bool Has(string silo) => shares.ContainsKey(silo);

    /// <summary>A load as a part of a silo's share.</summary>
    public double Size(ShardLoad load) => (load.Streams / meanStreams) + (load.Objects / meanObjects);

    public void Add(string silo, ShardLoad load) => shares[silo] = Plus(shares[silo], load, 1);

    public void Remove(string silo, ShardLoad load) => shares[silo] = Plus(shares[silo], load, -1);

    /// <summary>How much more uneven it gets.</summary>
    public double CostOfAdding(string silo, ShardLoad load) => Distance(Plus(shares[silo], load, 1)) - Distance(shares[silo]);

    /// <summary>How much less uneven it gets; negative where it gets more so.</summary>
    public double GainOfMoving(ShardLoad load, string from, string to) =>
        Distance(shares[from]) - Distance(Plus(shares[from], load, -1)) - CostOfAdding(to, load);

    private (double Streams, double Objects) Plus((double Streams, double Objects) share, ShardLoad load, int sign) =>
        (share.Streams + (sign * load.Streams / meanStreams), share.Objects + (sign * load.Objects / meanObjects));

    private static double Distance((double Streams, double Objects) share) =>
        ((share.Streams - 1) * (share.Streams - 1)) + ((share.Objects - 1) * (share.Objects - 1));
}
