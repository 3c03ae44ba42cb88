using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Health;
using NetpolOrleans.Silo.Hosting;

namespace NetpolOrleans.EndToEnd.Tests.Harness;

/// <summary>A replica of the controller in this process, put together as in production, on free ports.</summary>
internal sealed class Controller : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromMinutes(5);

    private readonly WebApplication app;
    private readonly KubernetesConnection connection;

    private Controller(WebApplication app, KubernetesConnection connection, LogBook log, string userAgent) =>
        (this.app, this.connection, Log, UserAgent) = (app, connection, log, userAgent);

    public LogBook Log { get; }

    /// <summary>How it calls itself in its requests: no other does.</summary>
    public string UserAgent { get; }

    /// <summary>What keeps it from being ready.</summary>
    public IReadOnlyList<string> Missing => app.Services.GetRequiredService<Readiness>().Missing();

    /// <summary>What does not work all the same.</summary>
    public IReadOnlyList<string> Troubles => app.Services.GetRequiredService<Readiness>().Troubles();

    public static async Task<Controller> StartAsync(string kubeconfig, Action<SiloOptions>? configure = null)
    {
        var options = new SiloOptions { HttpPort = 0, SiloPort = 0, GatewayPort = 0 };
        configure?.Invoke(options);
        var log = new LogBook();
        var builder = SiloHost.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        var userAgent = $"netpol-orleans ({Guid.NewGuid():N})";
        var connection = KubernetesConnection.Open(new() { Kubeconfig = kubeconfig, UserAgent = userAgent }, TimeProvider.System);
        var controller = new Controller(SiloHost.Build(builder, options, connection), connection, log, userAgent);
        await controller.app.StartAsync(TestContext.Current.CancellationToken);
        return controller;
    }

    /// <summary>Waits until every shard is listed and waits for no other: from then on everything that there is to do is done at once.</summary>
    public Task ReadyAsync() => UntilAsync(
        () => Missing.Count == 0 && app.Services.GetRequiredService<LocalShards>().All.All(shard => shard.Status is { MayNarrow: true, IsPartial: false }), "it is ready");

    /// <summary>Waits until the controller says what it has to; it finds out in its own time.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        using var glances = new PeriodicTimer(Glance);
        while (!condition())
        {
            try
            {
                await glances.WaitForNextTickAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"It did not come true of the controller that {what}: {string.Join("; ", Missing)}; {string.Join("; ", Troubles)}\n{Log.Tail}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        connection.Dispose();
    }
}
