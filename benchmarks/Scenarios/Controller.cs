using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Hosting;

namespace NetpolOrleans.Scenarios;

/// <summary>A replica in this process, put together as in production.</summary>
internal sealed class Controller(WebApplication app, KubernetesConnection connection) : IAsyncDisposable
{
    public static async Task<Controller> StartAsync(string kubeconfig, int shards, CancellationToken cancellation)
    {
        var builder = SiloHost.CreateBuilder();
        builder.Logging.ClearProviders();
        var connection = KubernetesConnection.Open(new() { Kubeconfig = kubeconfig }, TimeProvider.System);
        var app = SiloHost.Build(builder, new SiloOptions { HttpPort = 0, SiloPort = 0, GatewayPort = 0, Shards = shards }, connection);
        await app.StartAsync(cancellation);
        return new(app, connection);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        connection.Dispose();
    }
}
