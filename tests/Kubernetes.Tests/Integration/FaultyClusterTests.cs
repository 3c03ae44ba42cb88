using System.Globalization;
using LocalKubernetes;
using LocalKubernetes.Faults;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Integration;

/// <summary>The reflector over real connections to a cluster in which one thing goes wrong, again and again.</summary>
public sealed class FaultyClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("watch *: reset after 1 frame, every 2")]
    [InlineData("watch *: cut after 1 frame, every 2")]
    [InlineData("watch *: garbage after 1 frame, every 2")]
    [InlineData("watch *: expire after 1 frame, every 2")]
    [InlineData("watch *: silence after 1 frame, first 2")]
    [InlineData("watch *: bookmarks twice")]
    [InlineData("watch *: bookmarks late")]
    [InlineData("watch *: status 410, every 2")]
    [InlineData("watch,list *: status 429 retry-after 1s, every 2")]
    [InlineData("watch,list *: status 500, every 2")]
    [InlineData("watch,list *: status 403, every 2")]
    [InlineData("watch,list *: timeout 1s, every 2")]
    [InlineData("watch,list *: latency 10ms..100ms")]
    [InlineData("* *: goaway, every 2")]
    [InlineData("* *: goaway, every 2; watch *: cut after 2 frames, every 2")]
    [InlineData("watch *: expire after 1 frame, every 2; list *: stale 3, every 2")]
    [InlineData("watch *: expire after 1 frame, every 2; list *: cut, every 2")]
    [InlineData("every 200ms: compact; every 300ms: close watches")]
    [InlineData("every 500ms: restart")]
    [InlineData("every 500ms: restart without watch cache")]
    [InlineData("every 700ms: restart away 200ms; every 300ms: rotate certificate")]
    public Task A_store_equals_the_server_whatever_goes_wrong(string faults) => Task.WhenAll(FollowThroughAsync(faults, true), FollowThroughAsync(faults, false));

    [Fact]
    public async Task Expired_tokens_are_replaced_from_the_kubeconfig_and_nothing_is_missed()
    {
        await using var cluster = await LocalCluster.StartAsync(new() { SimulateControllers = false, Authorization = AuthorizationMode.AlwaysAllow }, Ct);
        var folder = Directory.CreateTempSubdirectory("netpol-");
        var path = Path.Combine(folder.FullName, "kubeconfig");
        await File.WriteAllTextAsync(path, cluster.KubeconfigFor("default", "robot"), Ct);
        using var connection = KubernetesConnection.Open(new() { Kubeconfig = path }, new FastClock(20));
        var consumer = new RecordingConsumer<ConfigMap>();
        await using var following = Follow(connection, consumer, streaming: true);
        await following.Reflector.Synced.Within();

        cluster.ExpireTokens();
        cluster.CloseWatches();
        await ChangeAsync(cluster, rounds: 5);
        await File.WriteAllTextAsync(path, cluster.KubeconfigFor("default", "robot"), Ct);

        await ReachesAsync(consumer, cluster);
        Assert.Empty(consumer.Violations);
        folder.Delete(recursive: true);
    }

    private static async Task FollowThroughAsync(string faults, bool streaming)
    {
        await using var cluster = await LocalCluster.StartAsync(
            new() { SimulateControllers = false, BookmarkInterval = TimeSpan.FromMilliseconds(50), Authorization = AuthorizationMode.AlwaysAllow }, Ct);
        using var connection = KubernetesConnection.Open(new() { Kubeconfig = cluster.KubeconfigPath }, new FastClock(20));
        var consumer = new RecordingConsumer<ConfigMap>();
        await ChangeAsync(cluster, rounds: 4);
        cluster.Faults = FaultPlan.Parse(faults);
        await using var following = Follow(connection, consumer, streaming);

        await ChangeAsync(cluster, rounds: 30);

        await ReachesAsync(consumer, cluster);
        Assert.Empty(consumer.Violations);
    }

    private static Running Follow(KubernetesConnection connection, RecordingConsumer<ConfigMap> consumer, bool streaming) => new(new(
        connection, new(ResourceKinds.ConfigMaps, "default"), Projectors.ConfigMap, consumer.TakeAsync, null,
        new() { PageSize = 3, StreamingLists = streaming, IdleLimit = TimeSpan.FromSeconds(20), StreamingPatience = TimeSpan.FromSeconds(20) }));

    private static async Task ChangeAsync(LocalCluster cluster, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var name = $"map-{round % 7}";
            var data = string.Create(CultureInfo.InvariantCulture, $$"""{"data":{"key":"{{round}}"} }""");
            if (cluster.Objects.Find("configmaps", "default", name) is null)
                cluster.Objects.Create($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"},"data":{"key":"{{round}}"} }""");
            else if (round % 5 == 4) cluster.Objects.Delete("configmaps", "default", name);
            else cluster.Objects.Patch("configmaps", "default", name, data);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        }
    }

    /// <summary>Waits until the consumer believes what the cluster holds.</summary>
    private static async Task ReachesAsync(RecordingConsumer<ConfigMap> consumer, LocalCluster cluster)
    {
        while (true)
        {
            var server = cluster.Objects.List("configmaps", "default").ToDictionary(map => (string)map["metadata"]!["name"]!, map => (string?)map["data"]?["key"]);
            lock (consumer.Objects)
                if (consumer.Objects.ToDictionary(map => map.Key.Name, map => map.Value.Data["key"]) is var told && told.Count == server.Count && told.All(map => server.TryGetValue(map.Key, out var kept) && kept == map.Value)) return;
            await consumer.NextAsync();
        }
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource stopping = new();
        private readonly Task running;

        public Running(Reflector<ConfigMap> reflector)
        {
            Reflector = reflector;
            running = reflector.RunAsync(stopping.Token);
        }

        public Reflector<ConfigMap> Reflector { get; }

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            await running.Within();
            stopping.Dispose();
        }
    }
}
