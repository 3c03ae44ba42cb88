using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies.Objects;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Watching;

/// <summary>Several shards of one process over one stream.</summary>
public sealed class SharedStreamTests : IAsyncDisposable
{
    private readonly TestClock clock = new();
    private readonly ScriptedServer server = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly KubernetesConnection connection;
    private readonly SharedStream<ConfigMap> shared;
    private readonly Task running;

    public SharedStreamTests()
    {
        connection = server.Connect(clock);
        shared = new(connection, new WatchScope(ResourceKinds.ConfigMaps), Projectors.ConfigMap, new() { StreamingLists = false, Random = () => 0 });
        running = shared.RunAsync(stopping.Token);
    }

    [Fact]
    public async Task Each_subscriber_gets_its_part()
    {
        var (red, blue) = (new RecordingConsumer<ConfigMap>(), new RecordingConsumer<ConfigMap>());
        await using var one = shared.Subscribe(map => map.Name.Namespace == "red", red.TakeAsync);
        await using var two = shared.Subscribe(map => map.Name.Namespace == "blue", blue.TakeAsync);

        var watch = await WatchingAsync(ConfigMap("a", "1", ns: "red"), ConfigMap("b", "2", ns: "blue"));
        Assert.Equal("+a", await red.NextAsync());
        Assert.Equal("+b", await blue.NextAsync());
        await one.Synced.Within();
        await watch.DeletedAsync(ConfigMap("b", "6", ns: "blue"));

        Assert.Equal("-b", await blue.NextAsync());
        Assert.True(red.IsQuiet);
    }

    [Fact]
    public async Task One_who_comes_later_gets_the_state_first()
    {
        await WatchingAsync(ConfigMap("a", "1"), ConfigMap("b", "2"));
        await shared.Reflector.Synced.Within();
        var late = new RecordingConsumer<ConfigMap>();

        await using var subscription = shared.Subscribe(map => map.Name.Name == "b", late.TakeAsync);

        Assert.Equal("+b", await late.NextAsync());
        await subscription.Synced.Within();
    }

    [Fact]
    public async Task One_who_fails_delays_nobody_and_gets_everything_merged_later()
    {
        var (good, bad) = (new RecordingConsumer<ConfigMap>(), new RecordingConsumer<ConfigMap> { Refuses = 1 });
        await using var first = shared.Subscribe(_ => true, bad.TakeAsync); // told first: what good has heard, bad has to hear
        await using var second = shared.Subscribe(_ => true, good.TakeAsync);

        var watch = await WatchingAsync(ConfigMap("a", "1"), ConfigMap("b", "2"));
        Assert.Equal("+a +b", await good.NextAsync());
        Assert.StartsWith("refused", await bad.NextAsync(), StringComparison.Ordinal);
        await watch.DeletedAsync(ConfigMap("a", "6"));
        Assert.Equal("-a", await good.NextAsync());
        await clock.PassAsync(Backoff.First);

        Assert.Equal("+b", await bad.NextAsync());
        Assert.Empty(bad.Violations);
    }

    [Fact]
    public async Task One_who_left_hears_nothing_more()
    {
        var consumer = new RecordingConsumer<ConfigMap>();
        var subscription = shared.Subscribe(_ => true, consumer.TakeAsync);
        await using var witness = shared.Subscribe(_ => true, new RecordingConsumer<ConfigMap>().TakeAsync);
        var watch = await WatchingAsync(ConfigMap("a", "1"));
        await consumer.NextAsync();

        await subscription.DisposeAsync();
        await watch.AddedAsync(ConfigMap("b", "6"));
        watch.Close();
        await server.ExpectStartAsync("GET /api/v1/configmaps?watch=true");

        Assert.True(consumer.IsQuiet);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.Within();
        connection.Dispose();
        stopping.Dispose();
    }

    private async Task<WatchBody> WatchingAsync(params string[] items)
    {
        (await server.ExpectStartAsync("GET /api/v1/configmaps?limit=500")).Reply(200, List("5", null, items));
        return (await server.ExpectStartAsync("GET /api/v1/configmaps?watch=true")).Stream();
    }
}
