using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class MembershipPushTests
{
    [Fact]
    public void A_newer_version_is_read_and_a_known_one_is_not()
    {
        var membership = new StillMembership();
        var push = new MembershipPush(membership, Options.Create(new KubernetesClusteringOptions()), TimeProvider.System, NullLogger<MembershipPush>.Instance);

        foreach (var version in (int[])[3, 3, 2, 5])
            push.Announce(TableContents.Empty(new TableClaim(null, "1"), new TableName("test", "default"), version));

        Assert.Equal([3, 5], membership.Refreshed);
    }
}
