using System.Net;
using System.Net.Sockets;
using LocalKubernetes;

namespace NetpolOrleans.LocalCluster.Tests;

/// <summary>A port that is held is nobody else's, and whoever it is meant for can listen on it.</summary>
public sealed class HeldPortTests
{
    [Fact]
    public async Task A_held_port_refuses_connections_until_somebody_listens_on_it()
    {
        using var held = new HeldPort();

        var refusal = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(held.Number));
        using var listener = new TcpListener(IPAddress.Loopback, held.Number);
        listener.Start();
        await ConnectAsync(held.Number);

        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    [Fact]
    public async Task A_port_on_which_somebody_listens_cannot_be_held_and_a_cluster_says_that_it_is_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Throws<SocketException>(() => new HeldPort(port));
        await Assert.ThrowsAsync<IOException>(() => LocalKubernetes.LocalCluster.StartAsync(new() { Port = port }, TestContext.Current.CancellationToken));
    }

    private static async Task ConnectAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
    }
}
