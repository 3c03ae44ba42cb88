using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

public sealed class BrokenConnectionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => Tests.Servers.All;

    [Fact]
    public async Task A_port_that_listens_is_not_closed_even_if_nobody_answers()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        Assert.False(await ClosedPort.IsProvenAsync((IPEndPoint)silent.LocalEndpoint, new StandingClock(), Token));
    }

    [Fact]
    public async Task A_port_that_nobody_holds_any_more_is_closed()
    {
        using var port = new LocalKubernetes.HeldPort();
        using (var gone = new TcpListener(IPAddress.Loopback, port.Number)) gone.Start();

        Assert.True(await ClosedPort.IsProvenAsync(new(IPAddress.Loopback, port.Number), new StandingClock(), Token));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Two_that_see_it_at_the_same_time_declare_a_silo_dead(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var one = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("silo-1", 1));
        using var two = await TestSiloTable.JoinedAsync(server, space, TestSiloTable.Identity("silo-2", 2));
        var contents = Assert.IsType<TableReading.Usable>(await one.Store.ReadAsync(Token)).Contents;
        foreach (var number in (int[])[1, 2, 3]) contents = contents.With(SiloRow.From(Entries.Of(number), null, null));
        await one.Store.ReplaceAsync(contents with { Version = 1 }, Token);

        await Task.WhenAll(Connections(one).VoteAsync(TestSiloTable.Address(3), Token), Connections(two).VoteAsync(TestSiloTable.Address(3), Token));

        var after = await one.Table.ReadAllAsync(Token);
        Assert.Equal(3, after.Version.Version);
        Assert.Equal(TestSiloTable.Address(3), Assert.Single(after.Members, member => member.Item1.Status == SiloStatus.Dead).Item1.SiloAddress);
    }

    private static BrokenConnections Connections(TestSiloTable silo)
    {
        var membership = new StillMembership();
        var push = new MembershipPush(membership, Options.Create(new KubernetesClusteringOptions()), TimeProvider.System, NullLogger<MembershipPush>.Instance);
        return new(membership, silo.Store, silo.Memory, push, silo.Self, Options.Create(new ClusterMembershipOptions()), TimeProvider.System, NullLogger<BrokenConnections>.Instance);
    }
}
