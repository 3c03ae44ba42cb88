using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;

namespace NetpolOrleans.Grains.Tests;

/// <summary>The silos of a cluster as one of them sees them.</summary>
internal sealed class Silos : IClusterMembershipService, ILocalSiloDetails
{
    private readonly Channel<ClusterMembershipSnapshot> updates = Channel.CreateUnbounded<ClusterMembershipSnapshot>();

    public Silos(int active, int local = 0)
    {
        SiloAddress = Silo(local);
        Owners = new(Views, this, this);
        Activate([.. Enumerable.Range(0, active)]);
    }

    public ClusterViewFeed Views { get; } = new();

    public ShardOwners Owners { get; }

    public SiloAddress SiloAddress { get; }

    public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } = new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, MembershipVersion.MinValue);

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => ReadAsync();

    public string Name => "silo";

    public string ClusterId => "test";

    public string DnsHostName => "silo";

    public SiloAddress GatewayAddress => SiloAddress;

    public static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Parse($"10.0.0.{number + 1}"), 11111, 7);

    /// <summary>From here on these are active, and no others.</summary>
    public void Activate(params int[] numbers)
    {
        CurrentSnapshot = new(
            numbers.Select(Silo).ToImmutableDictionary(silo => silo, silo => new ClusterMember(silo, SiloStatus.Active, silo.ToString())), new(CurrentSnapshot.Version.Value + 1));
        updates.Writer.TryWrite(CurrentSnapshot);
    }

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();

    private async IAsyncEnumerable<ClusterMembershipSnapshot> ReadAsync([EnumeratorCancellation] CancellationToken stopping = default)
    {
        await foreach (var update in updates.Reader.ReadAllAsync(stopping)) yield return update;
    }
}
