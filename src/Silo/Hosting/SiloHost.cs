using System.Net;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Dashboard;
using NetpolOrleans.Silo.Health;
using NetpolOrleans.Silo.Telemetry;
using NetpolOrleans.Silo.Tls;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Puts a replica together: the one place where everything meets.</summary>
public static class SiloHost
{
    /// <summary>How long a stopping replica hands its grains over; the pod's grace period is longer.</summary>
    private static readonly TimeSpan HandOverTime = TimeSpan.FromSeconds(30);

    private static readonly string Version = typeof(SiloHost).Assembly.GetName().Version!.ToString(3);

    /// <summary>The replica's way to the API server, whose audit log then names the pod.</summary>
    /// <exception cref="KubeconfigException">No usable kubeconfig; the message gives file, cause and remedy.</exception>
    public static KubernetesConnection Connect(SiloOptions options) => KubernetesConnection.Open(
        new() { Kubeconfig = options.Kubeconfig, Context = options.Context, UserAgent = $"netpol-orleans/{Version} ({PodEnvironment.Name ?? Environment.MachineName})" }, TimeProvider.System);

    /// <summary>Configuration, logging and environment of a replica.</summary>
    public static WebApplicationBuilder CreateBuilder()
    {
        // The program's own appsettings.json never changes, and a watch of it would need one of the node's few inotify instances: without one left it would not start.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        // Whoever collects the log may stand still, on a full disk for one: the work goes on, and what did not fit is counted in the log.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        return builder;
    }

    /// <summary>A replica, not yet started.</summary>
    /// <param name="builder">Its configuration, logging and environment.</param>
    /// <param name="options">The operator's settings, checked.</param>
    /// <param name="connection">The way to the API server; disposed with the host.</param>
    public static WebApplication Build(WebApplicationBuilder builder, SiloOptions options, KubernetesConnection connection)
    {
        var services = builder.Services;
        services.AddSingleton(Options.Create(options));
        services.AddSingleton<Readiness>().AddSingleton<ReplicaNotes>().AddSingleton(ReplicaNotes.Of);
        services.AddSingleton<ApiServerPulse>().AddSingleton<Liveness>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = HandOverTime);
        services.AddMutualTls(options);
        builder.AddTelemetry(options);
        builder.AddReplica(options, connection, silo => silo.UseClustering(options, connection).AddGatedDashboard(options));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (options.Clustering == ClusteringMode.Localhost) kestrel.Listen(IPAddress.Loopback, options.HttpPort);
            else kestrel.ListenAnyIP(options.HttpPort);
        });

        var app = builder.Build();
        _ = (app.Services.GetRequiredService<ShardMetrics>(), app.Services.GetRequiredService<LateShardMetrics>()); // their gauges are there once they are
        app.MapHealth();
        app.MapGatedDashboard(options);
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }
}
