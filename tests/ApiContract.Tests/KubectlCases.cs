namespace NetpolOrleans.ApiContract.Tests;

public sealed class KubectlCases(ContractCluster cluster)
{
    [Fact]
    public async Task Kubectl_applies_shows_changes_and_deletes_without_switching_validation_off()
    {
        await using var space = await TestNamespace.CreateAsync(cluster.Api);
        var kubectl = Kubectl.FindOrSkip(cluster.KubeconfigPath, space.Name);

        Assert.Contains("deployment.apps/one created", await kubectl.RunAsync(Sample.Deployment("one"), "apply", "-f", "-"), StringComparison.Ordinal);
        Assert.Contains("deployment.apps/one unchanged", await kubectl.RunAsync(Sample.Deployment("one"), "apply", "-f", "-"), StringComparison.Ordinal);
        Assert.Contains("one", await kubectl.RunAsync("", "get", "deployments"), StringComparison.Ordinal);
        Assert.Contains("labeled", await kubectl.RunAsync("", "label", "deployment/one", "tier=x"), StringComparison.Ordinal);
        Assert.Contains("annotated", await kubectl.RunAsync("", "annotate", "deployment/one", "note=x"), StringComparison.Ordinal);
        Assert.Contains("env updated", await kubectl.RunAsync("", "set", "env", "deployment/one", "A=1"), StringComparison.Ordinal);
        Assert.Contains("scaled", await kubectl.RunAsync("", "scale", "deployment/one", "--replicas=0"), StringComparison.Ordinal);
        Assert.Contains("successfully rolled out", await kubectl.RunAsync("", "rollout", "status", "deployment/one", "--timeout=20s"), StringComparison.Ordinal);
        Assert.Contains("deleted", await kubectl.RunAsync("", "delete", "deployment", "one"), StringComparison.Ordinal);
    }
}
