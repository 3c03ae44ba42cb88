using System.Net;
using System.Text.Json;
using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Silo.Configuration;
using Orleans.Configuration;
using Orleans.Serialization;
using SiloOptions = NetpolOrleans.Silo.Configuration.SiloOptions;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>Orleans as we use it.</summary>
public static class OrleansSetup
{
    /// <summary>Our messages are plain records: they travel as JSON, which tolerates replicas of neighbouring versions.</summary>
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true };

    /// <summary>Addresses of grains that a replica remembers: Orleans lays out room for a million, 18 MB; grains of ours live for minutes.</summary>
    private const int KnownGrains = 50_000;

    /// <summary>Adds what every silo of ours needs, however silos find each other: serialization, placement and traces.</summary>
    public static ISiloBuilder AddNetpol(this ISiloBuilder silo)
    {
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith("NetpolOrleans.", StringComparison.Ordinal) == true, Json));
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = KnownGrains);
        silo.AddActivityPropagation(); // a trace leads from a watch's event over grain calls to the write
        silo.Services.AddPlacementDirector<WatcherPlacement, WatcherPlacementDirector>();
        silo.Services.AddPlacementDirector<WorkloadPlacement, WorkloadPlacementDirector>();
        return silo;
    }

    /// <summary>Adds the clustering that the operator chose.</summary>
    public static ISiloBuilder UseClustering(this ISiloBuilder silo, SiloOptions options, KubernetesConnection connection)
    {
        var port = options.SiloPort == 0 ? FreePort(silo.Services) : options.SiloPort;
        return options.Clustering switch
        {
            ClusteringMode.Localhost => silo.UseLocalhostClustering(port, options.GatewayPort, new IPEndPoint(IPAddress.Loopback, port), "netpol-orleans", options.Instance),
            _ => silo.UseKubernetesClustering(clustering =>
            {
                clustering.ClusterId = options.Instance;
                clustering.ServiceId = "netpol-orleans";
                clustering.SiloPort = port;
                clustering.Client = _ => connection.Client;
            }),
        };
    }

    /// <summary>A port that stays the silo's as long as its host is there.</summary>
    private static int FreePort(IServiceCollection services)
    {
        var held = new HeldPort();
        services.AddSingleton(held);
        return held.Number;
    }
}
