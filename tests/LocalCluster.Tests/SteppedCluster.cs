using System.Text.Json.Nodes;
using LocalKubernetes;
using Microsoft.Extensions.Time.Testing;

namespace NetpolOrleans.LocalCluster.Tests;

/// <summary>A local cluster under a clock that only the test moves.</summary>
internal sealed class SteppedCluster : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private SteppedCluster(LocalKubernetes.LocalCluster cluster, FakeTimeProvider time) => (Cluster, Time) = (cluster, time);

    public LocalKubernetes.LocalCluster Cluster { get; }

    public FakeTimeProvider Time { get; }

    public ClusterObjects Objects => Cluster.Objects;

    public static async Task<SteppedCluster> StartAsync(Func<LocalClusterOptions, LocalClusterOptions>? configure = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var options = new LocalClusterOptions { TimeProvider = time };
        var cluster = await LocalKubernetes.LocalCluster.StartAsync(configure?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        return new SteppedCluster(cluster, time);
    }

    /// <summary>Lets time pass in small steps, everything settled after each.</summary>
    public async Task PassAsync(TimeSpan duration)
    {
        await Cluster.SettleAsync(TestContext.Current.CancellationToken);
        for (var passed = TimeSpan.Zero; passed < duration; passed += Step)
        {
            Time.Advance(Step);
            await Cluster.SettleAsync(TestContext.Current.CancellationToken);
        }
    }

    public async Task UntilAsync(Func<bool> condition)
    {
        for (var steps = 0; !condition(); steps++)
        {
            Assert.True(steps < 600, "a minute has passed and it has not come true");
            await PassAsync(Step);
        }
    }

    public JsonObject Deployment(string name, int replicas, string image = "registry.test/main:1", string strategy = "{}") => Objects.Create($$$$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{{{name}}}}}"},"spec":{"replicas":{{{{{replicas}}}}},"strategy":{{{{{strategy}}}}},
          "selector":{"matchLabels":{"app":"{{{{{name}}}}}"}},
          "template":{"metadata":{"labels":{"app":"{{{{{name}}}}}"}},"spec":{"containers":[{"name":"main","image":"{{{{{image}}}}}"}]}}}}
        """);

    public IReadOnlyList<JsonObject> Pods(string app) =>
        [.. Objects.List("pods", "default").Where(pod => (string?)pod["metadata"]!["labels"]?["app"] == app)];

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();
}
