using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetpolOrleans.Clustering.Kubernetes;
using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Grains.Abstractions.Watching;
using NetpolOrleans.Grains.Placement;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Policies;
using NetpolOrleans.Silo.Configuration;
using NetpolOrleans.Silo.Hosting;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>
/// Silos in this process, each with all that does the work of a replica in production (<see cref="ReplicaSetup"/>) and a connection of its own. Membership is in
/// memory; the directory of grains is the one of production.
/// </summary>
internal sealed class Silos : IAsyncDisposable
{
    /// <summary>How all of them begin their requests' User-Agent.</summary>
    public const string UserAgent = "netpol-orleans/";

    /// <summary>A silo that is killed here says so itself: none is given up because the machine is busy.</summary>
    private static readonly TimeSpan Unhurried = TimeSpan.FromMinutes(5);

    private readonly InProcessTestCluster cluster;
    private readonly Silo.Configuration.SiloOptions options;
    private readonly string kubeconfig;
    private readonly LogBook log = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, KubernetesConnection> connections = new(StringComparer.Ordinal);

    public Silos(string kubeconfig, short count, int shards)
    {
        (this.kubeconfig, options) = (kubeconfig, new() { Shards = shards });
        var builder = new InProcessTestClusterBuilder(count);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
#pragma warning disable ORLEANSEXP003 // as in production
        builder.Options.UseDistributedGrainDirectory = true;
#pragma warning restore ORLEANSEXP003
        builder.ConfigureSiloHost(Add);
        cluster = builder.Build();
    }

    public PolicyOptions PolicyOptions => PolicyOptionsFactory.From(options);

    public ShardMap Map => new(options.Shards);

    public IReadOnlyList<InProcessSiloHandle> All => cluster.Silos;

    /// <summary>How grains of the cluster are called, through one of its silos.</summary>
    public IGrainFactory Grains => All[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    public static string AddressOf(InProcessSiloHandle silo) => silo.SiloAddress.ToParsableString();

    /// <summary>The silo that has a shard by a view.</summary>
    public InProcessSiloHandle OwnerOf(ClusterView view, string shard) => All.Single(silo => AddressOf(silo) == view.OwnerOf(shard));

    /// <summary>The newest view that a silo has.</summary>
    public static ClusterView? ViewOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ClusterViewFeed>().Current;

    public Task StartAsync() => cluster.DeployAsync(TestContext.Current.CancellationToken);

    public Task<InProcessSiloHandle> JoinAsync() => cluster.StartAdditionalSiloAsync();

    /// <summary>Ends a silo as a pod's end does: it may hand over what it has.</summary>
    public async Task StopAsync(InProcessSiloHandle silo)
    {
        await cluster.StopSiloAsync(silo);
        Disconnect(silo);
    }

    /// <summary>Ends a silo at once, with nothing handed over; nothing of it reaches the API server any more.</summary>
    public async Task KillAsync(InProcessSiloHandle silo)
    {
        Disconnect(silo);
        await cluster.KillSiloAsync(silo);
    }

    /// <summary>Ends the activation of a grain; whoever calls it next starts another.</summary>
    public Task EndAsync(IAddressable grain) => cluster.DeactivateAsync(grain);

    /// <summary>
    /// The view that all silos have, who know of each other, where every shard that there must be runs on its owner and nowhere else, and may narrow; null where that is not so.
    /// </summary>
    public ClusterView? Settled()
    {
        var views = All.Select(ViewOf).ToList();
        if (views[0] is not { } view || views.Exists(each => each?.Version != view.Version)) return null;
        if (All.Any(silo => silo.ServiceProvider.GetRequiredService<ShardOwners>().ActiveSilos().Count != All.Count)) return null;
        var shards = Map.ShardsOf(view.Namespaces);
        var running = All.SelectMany(silo => ShardsOf(silo).Select(shard => (Silo: AddressOf(silo), shard.Status))).ToList();
        return view.Late.IsEmpty && view.Owners.Count == shards.Count && view.Epochs.Count == shards.Count && running.Count == shards.Count
            && running.All(each => each.Silo == view.OwnerOf(each.Status.Shard) && each.Status.State == "Settled")
            ? view
            : null;
    }

    /// <summary>The shards that a silo has.</summary>
    public static IReadOnlyCollection<LocalShard> ShardsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<LocalShards>().All;

    /// <summary>How things are, for a test that fails.</summary>
    public override string ToString() => string.Join('\n', All.Select(silo =>
        $"{silo.SiloAddress} has view {ViewOf(silo)?.Version} of {string.Join(", ", ViewOf(silo)?.Namespaces ?? [])}, late {string.Join(", ", ViewOf(silo)?.Late.Select(late => late.Shard) ?? [])}; and {string.Join(", ", ShardsOf(silo).Select(shard => $"{shard.Status.Shard} {shard.Status.State} {string.Join("; ", shard.Status.Troubles)}"))}"))
        + "\n" + log.Tail;

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
        foreach (var connection in connections.Values) connection.Dispose();
    }

    private void Add(InProcessTestSiloSpecificOptions silo, Microsoft.Extensions.Hosting.IHostApplicationBuilder host)
    {
        var connection = KubernetesConnection.Open(new() { Kubeconfig = kubeconfig, UserAgent = $"{UserAgent}test ({silo.SiloName})" }, TimeProvider.System);
        lock (gate) connections[silo.SiloName] = connection;
        host.Logging.AddProvider(log);
        host.AddReplica(options, connection, orleans => orleans
            .Configure<GrainDirectoryOptions>(FailureDetection.Directory)
            .Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = Unhurried));
    }

    private void Disconnect(InProcessSiloHandle silo)
    {
        KubernetesConnection? connection;
        lock (gate) connections.Remove(silo.Name, out connection);
        connection?.Dispose();
    }
}
