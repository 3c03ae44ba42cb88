using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace NetpolOrleans.Clustering.Kubernetes.Tests;

/// <summary>One silo's membership table without the silo.</summary>
internal sealed class TestSiloTable : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private TestSiloTable(TestNamespace space, SiloIdentity self, k8s.Kubernetes client, Faults faults, KubernetesClusteringOptions options, TimeProvider time, Func<IReadOnlyDictionary<string, string>>? notes)
    {
        Faults = faults;
        Self = self;
        Name = new TableName(TestNamespace.ClusterId, space.Name);
        var settings = Options.Create(options);
        Metrics = new ClusteringMetrics(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), time);
        Api = new ApiServer(new ClusteringClient(client), settings, time);
        Store = new TableStore(Api, Name, Metrics);
        Memory = new TableMemory(Name);
        Heartbeats = new HeartbeatLeases(Api, Name, self, Options.Create(new ClusterMembershipOptions()), Metrics, new(notes ?? (() => Notes)));
        var pods = new PodReader(Api, settings);
        var join = new TableJoin(Store, Heartbeats, pods, Memory, self, settings, Metrics, time, NullLogger<TableJoin>.Instance);
        Table = new KubernetesMembershipTable(Store, Heartbeats, Memory, join, new SiloFence(self, settings, time), self, Metrics);
        Guard = new TableGuard(Store, Memory, pods, self, Metrics, NullLogger<TableGuard>.Instance);
    }

    public Faults Faults { get; }

    /// <summary>What the silo says of itself.</summary>
    public Dictionary<string, string> Notes { get; } = [];
    public SiloIdentity Self { get; }
    public TableName Name { get; }
    public ApiServer Api { get; }
    public ClusteringMetrics Metrics { get; }
    public TableStore Store { get; }
    public TableMemory Memory { get; }
    public HeartbeatLeases Heartbeats { get; }
    public KubernetesMembershipTable Table { get; }
    public TableGuard Guard { get; }

    public static async Task<TestSiloTable> CreateAsync(
        string server, TestNamespace space, SiloIdentity? self = null, Action<KubernetesClusteringOptions>? configure = null, TimeProvider? time = null, Func<IReadOnlyDictionary<string, string>>? notes = null)
    {
        var faults = new Faults();
        var client = new k8s.Kubernetes(await Servers.ConfigurationAsync(server), faults);
        var options = new KubernetesClusteringOptions { ClusterId = TestNamespace.ClusterId, Namespace = space.Name, RequestTimeout = TimeSpan.FromMinutes(5) };
        configure?.Invoke(options);
        return new TestSiloTable(space, self ?? Identity("silo-0", 1), client, faults, options, time ?? TimeProvider.System, notes);
    }

    /// <summary>A table that this silo has joined and nobody else.</summary>
    public static async Task<TestSiloTable> JoinedAsync(string server, TestNamespace space, SiloIdentity? self = null, Func<IReadOnlyDictionary<string, string>>? notes = null)
    {
        var silo = await CreateAsync(server, space, self, notes: notes);
        await silo.Table.InitializeMembershipTableAsync(true, TestNamespace.Token);
        return silo;
    }

    public static SiloIdentity Identity(string name, int number, int generation = 1000, string? podUid = null) =>
        new(Address(number, generation), name, podUid is null ? null : name, podUid);

    public static SiloAddress Address(int number, int generation = 1000) => SiloAddress.New(IPAddress.Parse($"10.0.0.{number}"), 11111, generation);

    public void Dispose() => _services.Dispose();
}
