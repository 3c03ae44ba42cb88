using LocalKubernetes;
using LocalKubernetes.Generation;

namespace NetpolOrleans.LocalCluster.Tests;

public sealed class GeneratorTests
{
    private static readonly WorkloadShape Shape = new() { Seed = 7, Namespaces = 5, Workloads = 60 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_same_seed_makes_the_same_cluster()
    {
        var (one, same, other) = (Text(Shape), Text(Shape), Text(Shape with { Seed = 8 }));

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task Everything_that_is_generated_is_accepted()
    {
        await using var cluster = await LocalKubernetes.LocalCluster.StartAsync(new LocalClusterOptions { SimulateControllers = false }, Ct);
        var generator = new WorkloadGenerator(Shape);

        await generator.CreateAsync(cluster, ct: Ct);

        Assert.Equal(60, cluster.Objects.Count("deployments") + cluster.Objects.Count("statefulsets") + cluster.Objects.Count("daemonsets") + cluster.Objects.Count("cronjobs"));
        Assert.Equal(Enum.GetValues<ReferenceForm>(), generator.Connections.Select(connection => connection.Form).Distinct().Order());
        Assert.Contains(generator.Connections, connection => connection.ClientNamespace != connection.ServerNamespace);
        Assert.All(generator.Connections, connection => Assert.NotNull(cluster.Objects.Find("services", connection.ServerNamespace, connection.Server)));
    }

    [Fact]
    public void Workloads_grow_to_the_size_asked_for()
    {
        var generator = new WorkloadGenerator(Shape with { BytesPerWorkload = 6000 });

        Assert.All(generator.Objects.Where(obj => (string)obj["kind"]! == "Deployment"), obj => Assert.InRange(obj.ToJsonString().Length, 5900, 6200));
    }

    [Fact]
    public async Task Churn_changes_what_it_is_told_to()
    {
        await using var cluster = await LocalKubernetes.LocalCluster.StartAsync(new LocalClusterOptions { SimulateControllers = false }, Ct);
        await new WorkloadGenerator(Shape).CreateAsync(cluster, ct: Ct);
        var churn = new Churn(cluster, new ChurnRates { StatusUpdates = 1000 });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var running = churn.RunAsync(ending.Token);
        while (churn.Changes < 20) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        await ending.CancelAsync();
        await running;

        Assert.Contains(cluster.Objects.List("deployments"), deployment => deployment["status"]!["collisionCount"] is not null);
        Assert.All(cluster.Objects.List("deployments"), deployment => Assert.Equal(1, (int)deployment["metadata"]!["generation"]!));
    }

    private static string Text(WorkloadShape shape) => string.Concat(new WorkloadGenerator(shape).Objects.Select(obj => obj.ToJsonString()));
}
