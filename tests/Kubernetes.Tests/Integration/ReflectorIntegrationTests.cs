using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Kubernetes.Tests.Integration;

/// <summary>The reflector before a whole API server.</summary>
public sealed class ReflectorIntegrationTests
{
    public static TheoryData<string, bool> Clusters
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var which in ClusterUnderTest.All)
            {
                data.Add(which.Data, true);
                data.Add(which.Data, false);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task The_store_follows_the_server(string which, bool streaming)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(which);
        await cluster.PutConfigMapAsync("before", "1");
        await using var following = new Following(cluster, streaming);
        await following.Reflector.Synced.Within();
        await following.Consumer.SeesAsync(new(cluster.Namespace, "before"));

        await cluster.PutConfigMapAsync("after", "1");
        await following.Consumer.SeesAsync(new(cluster.Namespace, "after"));
        await cluster.UpdateAsync(ResourceKinds.ConfigMaps, "after", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"after"},"data":{"key":"2"}}""");
        await following.ReachesAsync(o => o[new(cluster.Namespace, "after")].Data["key"] == "2");
        await cluster.DeleteAsync(ResourceKinds.ConfigMaps, cluster.Namespace, "before");

        await following.ReachesAsync(o => !o.ContainsKey(new(cluster.Namespace, "before")));
        Assert.Empty(following.Consumer.Violations);
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Many_objects_come_in_pages_or_as_a_stream(string which, bool streaming)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(which);
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => cluster.PutConfigMapAsync($"map-{i}", "1")));

        await using var following = new Following(cluster, streaming);
        await following.Reflector.Synced.Within();

        await following.ReachesAsync(o => o.Count(map => map.Key.Name.StartsWith("map-", StringComparison.Ordinal)) == 25);
        Assert.Equal(1, (await following.BatchesAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_missed_beyond_the_history_is_told_after_a_new_list(bool streaming)
    {
        await using var cluster = await ClusterUnderTest.StartAsync("local");
        await cluster.PutConfigMapAsync("goes", "1");
        await using var following = new Following(cluster, streaming);
        await following.Consumer.SeesAsync(new(cluster.Namespace, "goes"));

        following.Consumer.Refuses = 1;
        await cluster.DeleteAsync(ResourceKinds.ConfigMaps, cluster.Namespace, "goes");
        await cluster.PutConfigMapAsync("comes", "1");
        cluster.Local!.Compact();
        cluster.Local.CloseWatches();

        await following.ReachesAsync(o => o.ContainsKey(new(cluster.Namespace, "comes")) && !o.ContainsKey(new(cluster.Namespace, "goes")));
        Assert.Empty(following.Consumer.Violations);
    }

    [Fact]
    public async Task A_restarted_server_is_followed_on()
    {
        await using var cluster = await ClusterUnderTest.StartAsync("local");
        await using var following = new Following(cluster, streaming: true);
        await following.Reflector.Synced.Within();

        await cluster.Local!.RestartAsync(TestContext.Current.CancellationToken);
        cluster.Local.Objects.Create($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"after","namespace":"{{{cluster.Namespace}}}"}}""");

        await following.Consumer.SeesAsync(new(cluster.Namespace, "after"));
        Assert.Empty(following.Consumer.Violations);
    }

    [Theory]
    [MemberData(nameof(ClusterUnderTest.All), MemberType = typeof(ClusterUnderTest))]
    public async Task A_kind_that_is_not_installed_is_synced_and_empty(string which)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(which);
        using var stopping = new CancellationTokenSource();
        var kind = new ResourceKind("nobody.example", "v1", "things", "Thing");
        var reflector = new Reflector<Route>(cluster.Connection, new WatchScope(kind), Projectors.HttpRoute, (_, _) => default);

        var running = reflector.RunAsync(stopping.Token);

        await reflector.Synced.Within();
        Assert.Equal(ReflectorState.NotInstalled, reflector.Status.State);
        await stopping.CancelAsync();
        await running.Within();
    }

    private sealed class Following : IAsyncDisposable
    {
        private readonly CancellationTokenSource stopping = new();
        private readonly Task running;
        private int batches;

        public Following(ClusterUnderTest cluster, bool streaming)
        {
            Reflector = new(
                cluster.Connection, new WatchScope(ResourceKinds.ConfigMaps, cluster.Namespace), Projectors.ConfigMap, TakeAsync, null,
                new ReflectorOptions { PageSize = 7, StreamingLists = streaming, Random = () => 0 });
            running = Reflector.RunAsync(stopping.Token);
        }

        public RecordingConsumer<ConfigMap> Consumer { get; } = new();

        public Reflector<ConfigMap> Reflector { get; }

        public Task<int> BatchesAsync() => Task.FromResult(Volatile.Read(ref batches));

        public async Task ReachesAsync(Func<Dictionary<ObjectName, ConfigMap>, bool> state)
        {
            while (true)
            {
                lock (Consumer.Objects) if (state(Consumer.Objects)) return;
                await Consumer.NextAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            await running.Within();
            stopping.Dispose();
        }

        private ValueTask TakeAsync(IReadOnlyList<ObjectChange<ConfigMap>> changes, CancellationToken cancellation)
        {
            Interlocked.Increment(ref batches);
            return Consumer.TakeAsync(changes, cancellation);
        }
    }
}
