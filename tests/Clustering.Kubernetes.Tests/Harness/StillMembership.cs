using System.Collections.Immutable;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>Orleans' membership where nothing happens; remembers which versions it was told to read.</summary>
internal sealed class StillMembership : IClusterMembershipService
{
    public List<long> Refreshed { get; } = [];

    public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } =
        new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, MembershipVersion.MinValue);

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        Refreshed.Add(minimumVersion.Value);
        CurrentSnapshot = new ClusterMembershipSnapshot(CurrentSnapshot.Members, minimumVersion);
        return ValueTask.CompletedTask;
    }

    public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
}
