using LocalKubernetes;
using NetpolOrleans.Policies.Objects;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class CleanupTests : IAsyncLifetime
{
    private LocalCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await LocalCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        cluster.Objects.Create(Policy("deployment-web", """, "labels": {"app.kubernetes.io/managed-by": "netpol-orleans"}, "annotations": {"netpol-orleans.io/instance": "netpol-orleans", "netpol-orleans.io/workload": "Deployment/web"}"""));
        cluster.Objects.Create(Policy("deployment-theirs", ""));
        foreach (var pod in new[] { "ours", "theirs" })
            cluster.Objects.Create($$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{pod}}","namespace":"default"},"spec":{"containers":[{"name":"main","image":"example/main:1"}]} }""");
        Label("ours", PodLabel.ValueOf("netpol-orleans", new("default", "ours"), (string)Pod("ours")["metadata"]!["uid"]!));
        Label("theirs", "somebody-elses");
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task What_the_controller_wrote_goes_and_nothing_else()
    {
        var run = await CliRun.WithAsync("cleanup", "--kubeconfig", cluster.KubeconfigPath);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal(["deployment-theirs"], cluster.Objects.Keys("networkpolicies", "default").Select(key => key.Name));
        Assert.Null(Pod("ours")["metadata"]!["labels"]?[PodLabel.Key]);
        Assert.Equal("somebody-elses", (string?)Pod("theirs")["metadata"]!["labels"]![PodLabel.Key]);
    }

    [Fact]
    public async Task A_dry_run_only_tells()
    {
        var run = await CliRun.WithAsync("cleanup", "--dry-run", "--kubeconfig", cluster.KubeconfigPath);

        Assert.Contains("networkpolicy default/deployment-web\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("label of pod default/ours\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, cluster.Objects.Count("networkpolicies", "default"));
        Assert.NotNull(Pod("ours")["metadata"]!["labels"]![PodLabel.Key]);
    }

    private System.Text.Json.Nodes.JsonObject Pod(string name) => cluster.Objects.Find("pods", "default", name)!;

    private void Label(string pod, string value) => cluster.Objects.Patch("pods", "default", pod, $$$"""{"metadata":{"labels":{"{{{PodLabel.Key}}}":"{{{value}}}"} } }""");

    private static string Policy(string name, string metadata) =>
        $$$"""{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"{{{name}}}","namespace":"default"{{{metadata}}}},"spec":{"podSelector":{"matchLabels":{"app":"web"} },"policyTypes":["Ingress"]} }""";
}
