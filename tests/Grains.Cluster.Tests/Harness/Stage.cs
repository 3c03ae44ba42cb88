using NetpolOrleans.EndToEnd.Tests.Harness;
using NetpolOrleans.Grains.Abstractions.Cluster;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Synthesis;

namespace NetpolOrleans.Grains.Cluster.Tests.Harness;

/// <summary>A Kubernetes cluster, silos of ours in it, and everything that a test sees there. All of it in this process.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly RawApi api;
    private readonly Snapshots snapshots;

    private Stage(LocalKubernetes.LocalCluster local, RawApi api, Journal journal, Silos silos, Ring ring)
    {
        (Local, this.api, Journal, Silos, Ring) = (local, api, journal, silos, ring);
        snapshots = new(local.KubeconfigPath);
    }

    public LocalKubernetes.LocalCluster Local { get; }

    public Journal Journal { get; }

    public Silos Silos { get; }

    public Ring Ring { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens it, and waits until it is at rest.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="namespaces">How many namespaces the ring has.</param>
    /// <param name="shards">0 for one shard per namespace, otherwise how many they are hashed into.</param>
    public static async Task<Stage> OpenAsync(short silos, int namespaces, int shards = 0)
    {
        var local = await LocalKubernetes.LocalCluster.StartAsync(
            new()
            {
                RolloutDelay = TimeSpan.FromMilliseconds(10), PodStartDelay = TimeSpan.FromMilliseconds(20), PodTerminationDelay = TimeSpan.FromMilliseconds(50),
                NamespaceTerminationDelay = TimeSpan.FromMilliseconds(20),
            },
            Cancellation);
        var ring = new Ring(local, namespaces);
        ring.Create();
        var api = new RawApi(local.KubeconfigPath);
        var stage = new Stage(local, api, await Journal.StartAsync(api, Cancellation), new Silos(local.KubeconfigPath, silos, shards), ring);
        try
        {
            await stage.Silos.StartAsync();
            await stage.AtRestAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every shard is where it should be and may narrow, and the policies are what the objects call for.</summary>
    /// <param name="and">What else has to be so of the view that all silos have.</param>
    public async Task<ClusterView> AtRestAsync(Func<ClusterView, bool>? and = null)
    {
        var difference = "";
        while (true)
        {
            await Wait.UntilAsync(() => Silos.Settled() is { } view && and?.Invoke(view) != false, () => $"all shards are settled\n{Silos}");
            await Local.SettleAsync(Cancellation);
            await Wait.UntilAsync(async () => (difference = await DifferenceAsync()).Length == 0, () => $"the policies are what the objects call for\n{difference}\n{Silos}");
            if (Silos.Settled() is { } settled && and?.Invoke(settled) != false) return settled;
        }
    }

    /// <summary>Waits until client and server of two namespaces of the ring are open to each other.</summary>
    public Task OpenAsync(int client, int server) => Wait.UntilAsync(
        () => Journal.IsOpen(Ring.NamespaceOf(client), Ring.Client, Ring.NamespaceOf(server), Ring.Server), () => $"client {client} and server {server} are open to each other\n{Silos}");

    /// <summary>Waits until client and server of two namespaces of the ring are closed to each other.</summary>
    public Task ClosedAsync(int client, int server) => Wait.UntilAsync(
        () => Journal.IsClosed(Ring.NamespaceOf(client), Ring.Client, Ring.NamespaceOf(server), Ring.Server), () => $"client {client} and server {server} are closed to each other\n{Silos}");

    /// <summary>The number of a ring's namespace whose shard a silo has; null where it has none.</summary>
    public int? FirstOf(Orleans.TestingHost.InProcessSiloHandle silo)
    {
        var shards = Silos.ShardsOf(silo).Select(shard => shard.Status.Shard).ToHashSet();
        return Enumerable.Range(0, Ring.Count).Where(each => shards.Contains(Silos.Map.ShardOf(Ring.NamespaceOf(each)))).Cast<int?>().FirstOrDefault();
    }

    /// <summary>The policies of a client and of a server of two namespaces of the ring, sorted.</summary>
    public IEnumerable<ObjectName> PoliciesOf(int client, int server) =>
        new ObjectName[] { new(Ring.NamespaceOf(client), $"deployment-{Ring.Client}"), new(Ring.NamespaceOf(server), $"deployment-{Ring.Server}") }.Order();

    /// <summary>
    /// Checks that silos have changed nothing. That they have worked out all that there was is shown by a change of each namespace: its policies are written, and no others, once each.
    /// </summary>
    public async Task NothingWasWrittenAsync()
    {
        for (var each = 0; each < Ring.Count; each++) Ring.Refer(each, each + 3);
        for (var each = 0; each < Ring.Count; each++) await OpenAsync(each, each + 3);
        await AtRestAsync();
        var writes = await Journal.WritesAsync(Cancellation);
        Assert.DoesNotContain(writes, write => write.TakesAway);
        Assert.Equal(
            Enumerable.Range(0, Ring.Count).SelectMany(each => PoliciesOf(each, each + 3)).Select(name => $"update networkpolicies {name}").Order(), Requests.Order());
    }

    /// <summary>Forgets all that was written up to now.</summary>
    public async Task ForgetWritesAsync()
    {
        await Journal.ForgetAsync(Cancellation);
        Local.Requests.Clear();
    }

    /// <summary>What silos asked the API server to change, as <c>verb resource namespace/name</c>.</summary>
    public IReadOnlyList<string> Requests =>
    [
        .. Local.Requests.Recent.Where(request => request.IsWrite && request.UserAgent.StartsWith(Silos.UserAgent, StringComparison.Ordinal))
            .Select(request => $"{request.Verb} {request.Resource} {request.Namespace}/{request.Name}"),
    ];

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        await Journal.DisposeAsync();
        snapshots.Dispose();
        api.Dispose();
        await Local.DisposeAsync();
    }

    private async Task<string> DifferenceAsync()
    {
        var options = Silos.PolicyOptions;
        var wanted = ClusterSynthesis.Of(await snapshots.ReadAsync(), options).Where(report => report.IsWritten).SelectMany(report => report.Policies).ToDictionary(policy => policy.Name);
        var found = (await snapshots.PoliciesAsync()).Where(policy => PolicyOwnership.WorkloadOf(policy, options.Instance) is not null).ToDictionary(policy => policy.Name);
        return string.Join('\n', wanted.Keys.Union(found.Keys).Order()
            .Where(name => !wanted.TryGetValue(name, out var should) || !found.TryGetValue(name, out var says) || !should.Spec.Equals(says.Spec) || says.Annotations.Contains(Annotations.Lingering))
            .Select(name => $"{name} says {found.GetValueOrDefault(name)?.Spec} and should say {wanted.GetValueOrDefault(name)?.Spec}"));
    }
}
