using System.Net;
using System.Net.Sockets;
using NetpolOrleans.Silo.Hosting;

namespace NetpolOrleans.Silo.Tests.Hosting;

public sealed class HeldPortTests
{
    [Fact]
    public async Task A_port_that_is_held_for_the_silo_refuses_connections_until_the_silo_listens_on_it()
    {
        using var held = new HeldPort();

        var refusal = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(held.Number));
        using var silo = new TcpListener(IPAddress.Loopback, held.Number);
        silo.Start();
        await ConnectAsync(held.Number);

        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    private static async Task ConnectAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
    }
}
