using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Connection;

/// <summary>Streams of one connection learn from each other, and from a probe, that the server is back.</summary>
public sealed class ServerOutageTests : IAsyncDisposable
{
    private const string Shop = "GET /api/v1/namespaces/shop/configmaps";
    private const string Bank = "GET /api/v1/namespaces/bank/configmaps";
    private static readonly TimeSpan Probing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(29);

    private readonly TestClock clock = new();
    private readonly ScriptedServer server = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> running = [];

    [Fact]
    public async Task A_stream_that_comes_through_wakes_those_that_wait_out_their_backoff()
    {
        using var connection = Connect(Timeout.InfiniteTimeSpan);
        Follow(connection, "shop");
        foreach (var wait in (double[])[0.8, 1.6, 3.2, 6.4, 12.8])
        {
            (await server.ExpectStartAsync(Shop)).Break();
            await clock.PassAsync(TimeSpan.FromSeconds(wait));
        }
        (await server.ExpectStartAsync(Shop)).Break();
        await clock.BegunAsync(TimeSpan.FromSeconds(25.6));

        Follow(connection, "bank");
        (await server.ExpectStartAsync(Bank)).Reply(200, List("5", null));
        (await server.ExpectStartAsync(Bank)).Stream();
        await clock.PassAsync(ServerOutage.Shortest);

        await server.ExpectStartAsync(Shop);
    }

    [Fact]
    public async Task A_backoff_starts_over_after_an_outage()
    {
        using var connection = Connect(Probing);
        Follow(connection, "shop");
        (await server.ExpectStartAsync(Shop)).Break();
        await clock.PassAsync(Backoff.First);
        (await server.ExpectStartAsync(Shop)).Break();
        await clock.BegunAsync(2 * Backoff.First);
        clock.Advance(Probing - Backoff.First);
        (await server.ExpectAsync("GET /readyz")).Reply(200, "ok");
        await clock.PassAsync(TimeSpan.FromSeconds(0.6));

        (await server.ExpectStartAsync(Shop)).Refuse(403, "Forbidden");
        await clock.PassAsync(Backoff.First);
        await server.ExpectStartAsync(Shop);
    }

    [Fact]
    public async Task A_server_that_is_not_ready_is_asked_again_and_nobody_is_woken()
    {
        using var connection = Connect(Probing);
        await LoseAsync(connection);
        var waiting = connection.WaitAsync(Long, TestContext.Current.CancellationToken);

        await AnswerProbeAsync(500);
        await AnswerProbeAsync(503);
        await BreakProbeAsync();
        Assert.False(waiting.IsCompleted);
        await AnswerProbeAsync(200);

        Assert.True(await waiting.Within());
    }

    [Fact]
    public async Task Where_the_probe_may_not_be_asked_a_good_answer_to_anybody_ends_the_outage()
    {
        using var connection = Connect(Probing);
        await LoseAsync(connection);
        var waiting = connection.WaitAsync(Long, TestContext.Current.CancellationToken);

        await AnswerProbeAsync(403);
        await clock.BegunAsync(Probing);
        Assert.False(waiting.IsCompleted);
        var call = connection.CallAsync(new("list", ResourceKinds.Pods, "shop"), TestContext.Current.CancellationToken);
        (await server.NextAsync()).Reply(200, "{}");
        (await call.Within()).Dispose();
        clock.Advance(Probing);
        (await server.ExpectAsync("GET /readyz")).Reply(403, "");

        Assert.True(await waiting.Within());
    }

    [Fact]
    public async Task An_outage_that_is_over_already_is_not_waited_out()
    {
        using var connection = Connect(Probing);

        var waiting = connection.Outage.WaitAsync(Long, unanswered: true, TestContext.Current.CancellationToken);
        await clock.PassAsync(ServerOutage.Shortest);

        Assert.True(await waiting.Within());
    }

    [Fact]
    public async Task Those_who_are_woken_come_spread_out()
    {
        var jitter = 0d;
        using var connection = Connect(Timeout.InfiniteTimeSpan, () => jitter);
        await LoseAsync(connection);
        var early = connection.WaitAsync(Long, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(10));

        jitter = 1;
        connection.Outage.Answered();
        await clock.PassAsync(TimeSpan.FromSeconds(0.5));

        Assert.True(await early.Within());
    }

    [Fact]
    public async Task A_wait_that_the_server_asked_for_is_not_cut_short()
    {
        using var connection = Connect(Probing);
        await LoseAsync(connection);
        Follow(connection, "shop");
        (await server.ExpectStartAsync(Shop)).Refuse(429, "TooManyRequests", retryAfter: 9);
        await clock.BegunAsync(TimeSpan.FromSeconds(9));

        clock.Advance(Probing);
        (await server.ExpectAsync("GET /readyz")).Reply(200, "");
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.True(server.IsQuiet);
        clock.Advance(TimeSpan.FromSeconds(4));

        await server.ExpectStartAsync(Shop);
    }

    [Fact]
    public async Task Without_an_outage_a_wait_is_whole()
    {
        using var connection = Connect(Probing);

        var waiting = connection.WaitAsync(Long, TestContext.Current.CancellationToken);
        await clock.PassAsync(Long);

        Assert.False(await waiting.Within());
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running).Within();
        stopping.Dispose();
        server.Dispose();
    }

    private KubernetesConnection Connect(TimeSpan probing, Func<double>? random = null) =>
        server.Connect(clock, new() { ProbeInterval = probing, Random = random ?? (() => 0) });

    private void Follow(KubernetesConnection connection, string ns)
    {
        var reflector = new Reflector<Policies.Objects.ConfigMap>(
            connection, new WatchScope(ResourceKinds.ConfigMaps, ns), Projectors.ConfigMap, (_, _) => default, null,
            new ReflectorOptions { StreamingLists = false, Random = () => 0 });
        running.Add(reflector.RunAsync(stopping.Token));
    }

    private async Task LoseAsync(KubernetesConnection connection)
    {
        var call = connection.CallAsync(new("list", ResourceKinds.Pods, "shop"), TestContext.Current.CancellationToken);
        (await server.NextAsync()).Break();
        await Assert.ThrowsAsync<UnreachableException>(() => call.Within());
    }

    private async Task AnswerProbeAsync(int code)
    {
        await clock.PassAsync(Probing);
        (await server.ExpectAsync("GET /readyz")).Reply(code, "");
    }

    private async Task BreakProbeAsync()
    {
        await clock.PassAsync(Probing);
        (await server.ExpectAsync("GET /readyz")).Break();
    }
}
