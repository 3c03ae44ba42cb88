using LocalKubernetes;
using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class FromClusterTests : IAsyncLifetime
{
    private LocalCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await LocalCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        var reader = new ManifestReader(diagnostic => Assert.Fail(diagnostic.ToString()));
        foreach (var item in reader.Read(new("shop.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n" + Shop.Manifests + "\n---\n" + Shop.DenyAll)))
            cluster.Objects.Create(item.Json);
        await cluster.SettleAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Policies_are_those_of_the_running_workloads_and_owned_by_them()
    {
        var run = await CliRun.WithAsync("synth", "--from-cluster", "--kubeconfig", cluster.KubeconfigPath);

        var policies = YamlText.Read(run.Out, "out", diagnostic => Assert.Fail(diagnostic.ToString())).Select(document => document.Root!)
            .Where(policy => policy["metadata"]!["namespace"]!.ToString() == "shop").ToList();
        Assert.Equal(["deployment-api", "deployment-web"], policies.Select(policy => policy["metadata"]!["name"]!.ToString()));
        Assert.All(policies, policy => Assert.Equal("Deployment", policy["metadata"]!["ownerReferences"]![0]!["kind"]!.ToString()));
        Assert.Equal(ExitCodes.Success, run.ExitCode);
    }

    [Fact]
    public async Task Connections_are_judged_by_the_policies_that_are_there()
    {
        var run = await CliRun.WithAsync("can", "shop/deploy/web", "shop/svc/api:80", "--from-cluster", "--kubeconfig", cluster.KubeconfigPath);

        Assert.StartsWith("denied  shop/Deployment/web -> shop/Deployment/api:8080/TCP", run.Out);
        Assert.Contains("isolated by shop/deny-all", run.Out);
    }

    [Fact]
    public async Task Pods_of_a_workload_are_not_listed_beside_it()
    {
        var run = await CliRun.WithAsync("can", "--all", "--from-cluster", "--kubeconfig", cluster.KubeconfigPath, "-o", "json");

        Assert.Contains("\"shop/Deployment/web\"", run.Out);
        Assert.DoesNotContain("shop/Pod/web", run.Out);
        Assert.DoesNotContain("shop/ReplicaSet/", run.Out);
    }

    [Fact]
    public async Task What_may_not_be_read_is_told_with_the_missing_rule()
    {
        using var folder = new Folder();
        using var server = AnsweringServer.Forbidding();

        var run = await CliRun.WithAsync("synth", "--from-cluster", "--kubeconfig", folder.Add("kubeconfig", server.Kubeconfig));

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("networkpolicies.networking.k8s.io", run.Error);
        Assert.DoesNotContain("secret", run.Error);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_told()
    {
        using var folder = new Folder();
        var kubeconfig = folder.Add("kubeconfig", cluster.Kubeconfig.Replace(cluster.AdminToken, "stale", StringComparison.Ordinal));

        var run = await CliRun.WithAsync("synth", "--from-cluster", "--kubeconfig", kubeconfig);

        Assert.Equal((ExitCodes.Failure, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("netpol: error: ", run.Error);
    }
}
