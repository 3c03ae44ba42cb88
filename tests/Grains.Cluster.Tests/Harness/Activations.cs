using NetpolOrleans.Grains.Abstractions.Cluster;

namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>Where grains are, as Orleans itself says.</summary>
internal static class Activations
{
    /// <summary>The activations of a kind of grain in the whole cluster: key and silo.</summary>
    /// <typeparam name="TGrain">The grain's class.</typeparam>
    public static async Task<IReadOnlyList<(string Key, string Silo)>> OfAsync<TGrain>(this Silos silos) =>
    [
        .. (await silos.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics())
            .Where(each => each.GrainType.EndsWith(typeof(TGrain).Name, StringComparison.Ordinal) || each.GrainType.Contains(typeof(TGrain).FullName!, StringComparison.Ordinal))
            .Select(each => (each.GrainId.Key.ToString()!, each.SiloAddress.ToParsableString())),
    ];

    /// <summary>The silo that has the cluster grain.</summary>
    public static async Task<Orleans.TestingHost.InProcessSiloHandle> OfClusterGrainAsync(this Silos silos)
    {
        var (_, silo) = Assert.Single(await silos.OfAsync<ClusterGrain>());
        return silos.All.Single(each => Silos.AddressOf(each) == silo);
    }

    /// <summary>Whether two views say the same of all that can be learnt from the API server.</summary>
    public static bool SaysTheSameOfTheClusterAs(this ClusterView one, ClusterView other) =>
        one.Namespaces.Equals(other.Namespaces) && one.Platform.Equals(other.Platform) && one.ApiBackends.Equals(other.ApiBackends) && one.Troubles.Equals(other.Troubles);
}
