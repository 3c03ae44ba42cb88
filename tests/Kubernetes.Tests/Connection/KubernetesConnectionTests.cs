using System.Net.Sockets;
using k8s;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Tests.Support;

namespace NetpolOrleans.Kubernetes.Tests.Connection;

public sealed class KubernetesConnectionTests : IDisposable
{
    private static readonly ApiRequest Request = new("get", ResourceKinds.ConfigMaps, "shop", "a");

    private readonly TestClock clock = new();
    private readonly ScriptedServer server = new();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(401, typeof(UnauthorizedException))]
    [InlineData(403, typeof(ForbiddenException))]
    [InlineData(404, typeof(ApiException))]
    [InlineData(500, typeof(ApiException))]
    public async Task Failures_are_typed_by_their_status(int code, Type expected)
    {
        using var connection = server.Connect(clock);

        var calling = connection.RequireAsync(Request, TestContext.Current.CancellationToken);
        (await server.NextAsync()).Refuse(code, "Reason");

        var error = await Assert.ThrowsAnyAsync<KubernetesAccessException>(() => calling.Within());
        Assert.IsType(expected, error);
    }

    [Fact]
    public void A_rule_is_told_from_the_request() => Assert.Equal(
        "grant update on networkpolicies.networking.k8s.io in namespace shop",
        new ApiRequest("update", ResourceKinds.NetworkPolicies, "shop", "web").Rule.ToString());

    [Fact]
    public async Task A_Status_is_read_for_its_machine_readable_parts()
    {
        using var connection = server.Connect(clock);

        var calling = connection.CallAsync(Request, TestContext.Current.CancellationToken);
        (await server.NextAsync()).Refuse(403, "Forbidden", cause: "NamespaceTerminating", kind: "namespaces", retryAfter: 3);

        using var reply = await calling.Within();
        var failure = reply.Failure!;
        Assert.Equal((403, "Forbidden", "namespaces", TimeSpan.FromSeconds(3)), (failure.Code, failure.Reason, failure.Kind, failure.RetryAfter));
        Assert.True(failure.Has("NamespaceTerminating"));
    }

    [Fact]
    public async Task An_answer_that_is_no_Status_has_a_code()
    {
        using var connection = server.Connect(clock);

        var calling = connection.CallAsync(Request, TestContext.Current.CancellationToken);
        (await server.NextAsync()).Reply(502, "<html>Bad Gateway</html>");

        using var reply = await calling.Within();
        Assert.Equal(ApiStatus.Of(502), reply.Failure);
    }

    [Fact]
    public async Task An_unreachable_server_is_named()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        using var connection = KubernetesConnection.For(new KubernetesClientConfiguration { Host = address }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<UnreachableException>(() => connection.CallAsync(Request, TestContext.Current.CancellationToken));

        Assert.StartsWith($"the API server at {address}/ cannot be reached: connection refused. Check", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure()
    {
        using var connection = server.Connect(clock);
        using var cancelled = new CancellationTokenSource();

        var calling = connection.CallAsync(Request, cancelled.Token);
        await server.NextAsync();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling.Within());
    }

    [Fact]
    public async Task A_rotated_token_is_picked_up_on_the_first_401()
    {
        var token = "old";
        var options = new ConnectionOptions { ReloadInterval = TimeSpan.Zero };
        using var connection = new KubernetesConnection(
            options, clock, new CredentialSource(() => new KubernetesClientConfiguration { Host = "https://server.test", AccessToken = token }, options, clock, [server]));
        token = "new";

        var calling = connection.CallAsync(Request, TestContext.Current.CancellationToken);
        var first = await server.NextAsync();
        first.Refuse(401, "Unauthorized");
        var second = await server.NextAsync();
        second.Reply(200, Support.Wire.ConfigMap("a", "1"));

        using var reply = await calling.Within();
        Assert.Equal(("Bearer old", "Bearer new", 200), (first.Authorization, second.Authorization, reply.Code));
    }

    [Fact]
    public async Task Credentials_are_not_loaded_again_and_again()
    {
        var loads = 0;
        var options = new ConnectionOptions();
        using var connection = new KubernetesConnection(options, clock, new CredentialSource(Load, options, clock, [server]));

        for (var i = 0; i < 3; i++)
        {
            var calling = connection.CallAsync(Request, TestContext.Current.CancellationToken);
            (await server.NextAsync()).Refuse(401, "Unauthorized");
            using var reply = await calling.Within();
        }

        Assert.Equal(1, loads);

        KubernetesClientConfiguration Load()
        {
            loads++;
            return new() { Host = "https://server.test", AccessToken = "t" };
        }
    }
}
