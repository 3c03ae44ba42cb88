using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class CoverageTests
{
    private const string Others = """
        apiVersion: v1
        kind: Pod
        metadata: {name: bare, namespace: shop}
        spec: {containers: [{name: c}]}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent, namespace: shop}
        spec:
          selector: {matchLabels: {app: agent}}
          template: {metadata: {labels: {app: agent}}, spec: {hostNetwork: true, containers: [{name: c}]}}
        """;

    [Fact]
    public async Task Each_workload_stands_where_it_belongs()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests + "\n---\n" + Others, "coverage", "-", "-o", "json");

        var shop = JsonNode.Parse(run.Out)!["namespaces"]![0]!;
        Assert.Equal("""["Deployment/api","Deployment/web"]""", shop["withReferences"]!.ToJsonString());
        Assert.Equal("""["DaemonSet/agent","Pod/bare"]""", shop["withoutReferences"]!.ToJsonString());
        Assert.Equal(["hostNetwork", "unselectable"], shop["withoutPolicy"]!.AsArray().Select(entry => entry!["disposition"]!.ToString()));
        Assert.Equal((4, 2), ((int)shop["workloads"]!, (int)shop["covered"]!));
    }

    [Fact]
    public async Task A_baseline_that_has_to_wait_is_told_with_what_keeps_it_away()
    {
        const string asking = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, annotations: {netpol-orleans.io/baseline: default-deny}}
            """;
        var manifests = $"{Shop.Manifests}\n---\n{asking}";

        var granted = await CliRun.WithInputAsync(manifests, "coverage", "-", "-o", "json");
        var json = await CliRun.WithInputAsync($"{manifests}\n---\n{Others}", "coverage", "-", "-o", "json");
        var text = await CliRun.WithInputAsync($"{manifests}\n---\n{Others}", "coverage", "-");
        var graph = await CliRun.WithInputAsync($"{manifests}\n---\n{Others}", "graph", "-");

        Assert.Equal("[]", JsonNode.Parse(granted.Out)!["namespaces"]![0]!["baselineUncovered"]!.ToJsonString());
        Assert.Equal("""["pod/bare"]""", JsonNode.Parse(json.Out)!["namespaces"]![0]!["baselineUncovered"]!.ToJsonString());
        Assert.Contains("no baseline    no policy covers pod/bare", text.Out);
        Assert.Contains("Namespace shop: warning: no baseline: no policy covers pod/bare", graph.Error);
    }

    [Fact]
    public async Task People_get_one_line_for_each_workload_that_is_not_fine()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests + "\n---\n" + Others, "coverage", "-");

        Assert.Contains("shop  2 of 4 workloads get a policy", run.Out);
        Assert.Contains("no policy      Pod/bare", run.Out);
    }
}
