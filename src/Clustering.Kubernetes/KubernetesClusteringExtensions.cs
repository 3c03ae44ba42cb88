using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes;

/// <summary>Adds membership in the Kubernetes API to a silo.</summary>
public static class KubernetesClusteringExtensions
{
    /// <summary>
    /// Keeps the cluster's membership in the Kubernetes API, names and addresses the silo after its pod, and removes silos whose pod is gone.
    /// <see cref="ISiloFence"/> is a service of the silo from then on.
    /// </summary>
    public static ISiloBuilder UseKubernetesClustering(this ISiloBuilder silo, Action<KubernetesClusteringOptions> configure)
    {
        silo.Services.AddOptions<KubernetesClusteringOptions>().Configure(configure).ValidateOnStart();
        silo.Services.AddSingleton<IPostConfigureOptions<KubernetesClusteringOptions>>(new DownwardApi());
        silo.Services.AddSingleton<IValidateOptions<KubernetesClusteringOptions>, KubernetesClusteringOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<KubernetesClusteringOptions>, FenceTimingValidator>();
        AddOrleansOptions(silo.Services);
        AddMembership(silo.Services);
        AddLoops(silo.Services);
#pragma warning disable ORLEANSEXP003 // the default directory drops activations of healthy silos when one dies
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        return silo;
    }

    private static void AddOrleansOptions(IServiceCollection services)
    {
        services.AddOptions<ClusterOptions>().Configure<IOptions<KubernetesClusteringOptions>>((cluster, clustering) =>
            (cluster.ClusterId, cluster.ServiceId) = (clustering.Value.ClusterId!, clustering.Value.ServiceId!));
        services.AddOptions<SiloOptions>().Configure<IOptions<KubernetesClusteringOptions>>((silo, clustering) => silo.SiloName = clustering.Value.SiloName!);
        services.AddSingleton<IConfigureOptions<EndpointOptions>, SiloEndpoints>();
        services.AddTransient<IConfigurationValidator, SiloPortCheck>();
        services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<KubernetesClusteringOptions>>((membership, clustering) =>
        {
            if (clustering.Value.TuneFailureDetection)
                FailureDetection.Probes(membership);
        });
        services.AddOptions<GrainDirectoryOptions>().Configure<IOptions<KubernetesClusteringOptions>>((directory, clustering) =>
        {
            if (clustering.Value.TuneFailureDetection)
                FailureDetection.Directory(directory);
        });
        services.AddOptions<SiloConnectionOptions>().Configure<IServiceProvider, IOptions<KubernetesClusteringOptions>>((connections, provider, clustering) =>
        {
            if (clustering.Value.TuneFailureDetection)
                BrokenConnections.Observe(connections, provider);
        });
    }

    private static void AddMembership(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ClusteringClient(
            provider.GetRequiredService<IOptions<KubernetesClusteringOptions>>().Value.Client?.Invoke(provider) ?? ClusteringClient.Default()));
        services.AddSingleton(provider => Identity(
            provider.GetRequiredService<ILocalSiloDetails>(), provider.GetRequiredService<IOptions<KubernetesClusteringOptions>>().Value));
        services.AddSingleton(provider => Name(provider.GetRequiredService<IOptions<KubernetesClusteringOptions>>().Value));
        services.AddSingleton<ClusteringMetrics>().AddSingleton<ApiServer>();
        services.TryAddSingleton(HeartbeatNotes.None);
        services.AddSingleton<TableStore>().AddSingleton<TableMemory>().AddSingleton<HeartbeatLeases>();
        services.AddSingleton<PodReader>().AddSingleton<TableJoin>();
        services.AddSingleton<IMembershipTable, KubernetesMembershipTable>();
        services.AddSingleton<SiloFence>();
        services.AddSingleton<ISiloFence>(provider => provider.GetRequiredService<SiloFence>());
    }

    private static void AddLoops(IServiceCollection services)
    {
        services.AddSingleton<MembershipPush>().AddSingleton<BrokenConnections>().AddSingleton<TableGuard>().AddSingleton<TableLoss>();
        services.AddSingleton<TableWatch>().AddSingleton<TablePoll>().AddSingleton<SiloReaper>().AddSingleton<MembershipGauges>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WriteTurn>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider =>
        {
            provider.GetRequiredService<MembershipGauges>();
            return ActivatorUtilities.CreateInstance<ClusteringLoops>(provider);
        });
    }

    private static SiloIdentity Identity(ILocalSiloDetails silo, KubernetesClusteringOptions options) =>
        new(silo.SiloAddress, silo.Name, options.PodName, options.PodUid);

    private static TableName Name(KubernetesClusteringOptions options) => new(options.ClusterId!, options.Namespace!);
}
