using NetpolOrleans.Kubernetes.Applying;
using NetpolOrleans.Kubernetes.Tests.Support;
using NetpolOrleans.Policies.NetworkPolicies;
using NetpolOrleans.Policies.Planning;
using NetpolOrleans.Policies.Values;
using static NetpolOrleans.Kubernetes.Tests.Support.Wire;

namespace NetpolOrleans.Kubernetes.Tests.Applying;

/// <summary>How many writes are under way at once, and when all of them wait.</summary>
public sealed class PacedWriteTests : IDisposable
{
    private const string Collection = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies";

    private static readonly DesiredPolicy Desired = new(
        new("shop", "deployment-web"), Labels.Empty, Labels.Empty, null, new(LabelSelector.Of(("app", "web")), PolicyTypes.Both, [], []));

    private readonly TestClock clock = new();
    private readonly ScriptedServer server = new();
    private readonly Kubernetes.Connection.KubernetesConnection connection;
    private readonly PolicyApplier applier;

    public PacedWriteTests()
    {
        connection = server.Connect(clock);
        applier = new(connection, () => true, new() { Concurrency = 2 });
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(3600, 60)]
    public async Task A_pause_that_the_server_does_not_name_or_exaggerates_is_bounded(int? told, int seconds)
    {
        var applying = Apply(new(Desired, null));

        (await server.NextAsync()).Refuse(429, "TooManyRequests", retryAfter: told);

        var result = await applying.Within();
        Assert.Equal((ApplyOutcome.Throttled, TimeSpan.FromSeconds(seconds)), (result.Outcome, result.RetryAfter));
    }

    [Fact]
    public async Task A_429_holds_all_writes_back_as_long_as_the_server_said()
    {
        var first = Apply(new(Desired, null));
        (await server.NextAsync()).Refuse(429, "TooManyRequests", retryAfter: 5);
        Assert.Equal((ApplyOutcome.Throttled, TimeSpan.FromSeconds(5)), ((await first.Within()).Outcome, (await first).RetryAfter));

        var second = Apply(new(Desired, null));
        await clock.BegunAsync(TimeSpan.FromSeconds(5));
        Assert.True(server.IsQuiet);
        clock.Advance(TimeSpan.FromSeconds(5));

        (await server.ExpectAsync($"POST {Collection}")).Reply(201, Policy("deployment-web", "9"));
        Assert.Equal(ApplyOutcome.Created, (await second.Within()).Outcome);
    }

    [Fact]
    public async Task Writes_under_way_are_bounded()
    {
        var writes = Enumerable.Range(0, 3).Select(_ => Apply(new(Desired, null))).ToList();
        var (one, two) = (await server.NextAsync(), await server.NextAsync());
        Assert.True(server.IsQuiet);

        one.Reply(201, Policy("deployment-web", "9"));
        (await server.NextAsync()).Reply(201, Policy("deployment-web", "9"));
        two.Reply(201, Policy("deployment-web", "9"));

        await Task.WhenAll(writes).Within();
    }

    public void Dispose()
    {
        applier.Dispose();
        connection.Dispose();
    }

    private Task<ApplyResult> Apply(PolicyChange change) => applier.ApplyAsync(change, TestContext.Current.CancellationToken);
}
