using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Cluster;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Reconciling;
using NetpolOrleans.Grains.Supervision;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Events;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Silo.Configuration;

namespace NetpolOrleans.Silo.Hosting;

/// <summary>The part of a replica that does the work: grains, what they are made of, and who keeps them alive.</summary>
public static class ReplicaSetup
{
    /// <summary>Adds it. What is around it (health, telemetry, TLS) is the host's, and so is how replicas find each other.</summary>
    /// <param name="builder">The host, which has no silo yet.</param>
    /// <param name="options">The operator's settings, checked.</param>
    /// <param name="connection">The way to the API server.</param>
    /// <param name="configure">Adds clustering, and what else this host's silo has.</param>
    public static void AddReplica(this IHostApplicationBuilder builder, SiloOptions options, KubernetesConnection connection, Action<ISiloBuilder> configure)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(connection);
        services.AddSingleton(PolicyOptionsFactory.From(options));
        services.AddSingleton(new WatchedKinds(PolicyOptionsFactory.KindsOf(options), options.ReadSecrets));
        services.AddSingleton(new ShardMap(options.Shards));
        services.AddSingleton<ClusterViewFeed>();
        services.AddSingleton<WatchHealth>();
        services.AddSingleton<LocalShards>();
        services.AddSingleton<SharedStreams>();
        services.AddSingleton<ShardWatches>();
        services.AddSingleton<ShardOwners>();
        services.AddSingleton(provider => new PodLabeller(connection, WriteFence.Of(provider)));
        services.AddSingleton(provider => new PolicyApplier(connection, WriteFence.Of(provider)));
        services.AddSingleton<WorkloadReconcilers>();
        services.AddSingleton(provider => new EventRecorder(
            connection, "netpol-orleans", PodEnvironment.Name ?? Environment.MachineName, provider.GetRequiredService<ILogger<EventRecorder>>()));
        services.AddSingleton<FindingReports>().AddHostedService<EventLoop>();
        builder.UseOrleans(silo => configure(silo.AddNetpol()));
        services.AddHostedService<ClusterViewFollower>(); // after the silo: they start once it runs, and stop before it
        services.AddHostedService<ShardSupervisor>();
        services.AddHostedService<Departure>();
    }
}
