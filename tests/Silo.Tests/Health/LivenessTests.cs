using System.Net;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetpolOrleans.Grains.Watching;
using NetpolOrleans.Kubernetes.Connection;
using NetpolOrleans.Kubernetes.Watching;
using NetpolOrleans.Kubernetes.Wire;
using NetpolOrleans.Policies;
using NetpolOrleans.Policies.Objects;
using NetpolOrleans.Silo.Health;
using NetpolOrleans.Silo.Tests.Access;

namespace NetpolOrleans.Silo.Tests.Health;

public sealed class LivenessTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ScriptedApi api;
    private readonly KubernetesConnection connection;
    private readonly WatchHealth watches = new();
    private readonly Liveness liveness;
    private bool serverIsThere = true;

    public LivenessTests()
    {
        api = new((request, _) => serverIsThere && request.RequestUri!.AbsolutePath == "/api/v1/namespaces"
            ? (HttpStatusCode.Forbidden, "{}")
            : throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        connection = KubernetesConnection.For(new KubernetesClientConfiguration { Host = "https://api.test" }, time, null, api);
        liveness = new(new LocalShards(), watches, new ApiServerPulse(connection, PolicyOptions.Default, time), time, NullLogger<Liveness>.Instance);
        var reflector = new Reflector<Workload>(connection, new(ResourceKinds.Deployments), Projectors.Deployment, (_, _) => ValueTask.CompletedTask);
        watches.Add(reflector);
        _ = reflector.RunAsync(stopping.Token);
    }

    [Fact]
    public async Task A_replica_whose_watches_hear_is_alive()
    {
        time.Advance(TimeSpan.FromMinutes(4));

        Assert.Null(await liveness.FaultAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_replica_that_lost_the_API_server_stays_alive()
    {
        serverIsThere = false;
        time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await liveness.FaultAsync(TestContext.Current.CancellationToken));

        time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await liveness.FaultAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_watch_that_stays_deaf_while_the_API_server_answers_is_a_fault_after_its_grace()
    {
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(await liveness.FaultAsync(TestContext.Current.CancellationToken));

        time.Advance(Liveness.Grace + TimeSpan.FromSeconds(1));
        var fault = await liveness.FaultAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("the watch of deployments.apps has heard nothing for", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_grace_begins_anew_when_the_API_server_goes_again()
    {
        time.Advance(TimeSpan.FromMinutes(6));
        await liveness.FaultAsync(TestContext.Current.CancellationToken);
        serverIsThere = false;
        await liveness.FaultAsync(TestContext.Current.CancellationToken);
        serverIsThere = true;
        time.Advance(Liveness.Grace + TimeSpan.FromSeconds(1));

        Assert.Null(await liveness.FaultAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        stopping.Cancel();
        connection.Dispose();
        api.Dispose();
        watches.Dispose();
        stopping.Dispose();
    }
}
