using System.Net;
using Microsoft.Extensions.Options;
using NetpolOrleans.Grains;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Supervision;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Health;
using OpenTelemetry.Metrics;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Puts a replica together: the one place where everything meets.</summary>
public static class SiloHost
{
    /// <summary>A replica, not yet started.</summary>
    /// <param name="builder">Its configuration, logging and environment.</param>
    /// <param name="options">The operator's settings, checked.</param>
    /// <param name="connection">The way to the API server; disposed with the host.</param>
    public static WebApplication Build(WebApplicationBuilder builder, SiloOptions options, KubernetesConnection connection)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(connection);
        services.AddSingleton(PolicyOptionsFactory.From(options));
        services.AddSingleton(new ShardMap(options.Shards));
        services.AddSingleton<ClusterViewFeed>();
        services.AddSingleton<LocalShards>();
        services.AddSingleton<ShardOwners>();
        services.AddSingleton(provider => new PolicyApplier(connection, WriteFence.Of(provider)));
        services.AddSingleton<Readiness>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(GrainsTelemetry.Name, "NetpolOrleans.*", "Microsoft.Orleans")
            .AddPrometheusExporter());
        builder.Host.UseOrleans(silo => silo.AddNetpol(options, connection));
        services.AddHostedService<ClusterViewFollower>();
        services.AddHostedService<ShardSupervisor>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            options.Clustering == ClusteringMode.Localhost ? IPAddress.Loopback : IPAddress.IPv6Any, options.HttpPort));

        var app = builder.Build();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }
}
