using Orleans.Concurrency;

namespace NetpolOrleans.Grains.Abstractions.Cluster;

/// <summary>
/// Knows what concerns the whole cluster: which namespaces exist, what the platform is, and which shard has announced itself to
/// which. There is one, with key 0.
/// </summary>
[Alias("netpol.IClusterGrain")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that it runs. Cheap when it does.</summary>
    [Alias("EnsureRunning"), AlwaysInterleave]
    Task EnsureRunning(CancellationToken cancellation);

    /// <summary>The view as soon as it is newer than the known one; null where that takes longer than some seconds.</summary>
    /// <param name="knownVersion">The version that the caller has; 0 for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("GetView"), AlwaysInterleave]
    Task<ClusterView?> GetView(long knownVersion, CancellationToken cancellation);

    /// <summary>
    /// A silo is about to stop: its shards are assigned to others from now on. False where there is no other that stays.
    /// </summary>
    /// <param name="silo">Its address as <c>SiloAddress.ToParsableString</c> gives it.</param>
    [Alias("Leave"), AlwaysInterleave]
    Task<bool> Leave(string silo);

    /// <summary>Takes a shard's report on itself; it is repeated where no answer comes for five seconds.</summary>
    [Alias("Report"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Report([Immutable] ShardReport report);
}
