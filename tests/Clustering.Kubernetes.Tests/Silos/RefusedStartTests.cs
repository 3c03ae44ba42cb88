using System.Net;
using System.Net.Sockets;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>A silo that cannot join says so in one sentence, ends with a code other than zero, and leaves the cluster as it was.</summary>
[Collection(SiloCollection.Name)]
public sealed class RefusedStartTests
{
    public static TheoryData<string> Servers => Tests.Servers.All;

    [Theory, MemberData(nameof(Servers))]
    public async Task A_port_in_use_is_named(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        await using var silo = SiloProcess.Start(space, "silo-0", port: port);

        Assert.Equal(1, await silo.ExitAsync());
        Assert.Contains($"this silo cannot listen on 127.0.0.1:{port} (AddressAlreadyInUse): free the port, or set another SiloPort", silo.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_second_cluster_of_the_same_name_is_refused(string server)
    {
        await using var space = await TestNamespace.CreateAsync(server);
        await using var blue = SiloProcess.Start(space, "blue-0", await space.CreatePodAsync("blue-0", "127.0.0.1", "blue"));
        await blue.SeesActiveAsync("blue-0");
        var before = (await space.TableAsync()).Metadata.ResourceVersion;

        await using var green = SiloProcess.Start(space, "green-0", await space.CreatePodAsync("green-0", "127.0.0.1", "green"));

        Assert.Equal(1, await green.ExitAsync());
        Assert.Contains("give one of the two clusters another ClusterId or namespace", green.Output, StringComparison.Ordinal);
        Assert.Equal(before, (await space.TableAsync()).Metadata.ResourceVersion);
    }
}
