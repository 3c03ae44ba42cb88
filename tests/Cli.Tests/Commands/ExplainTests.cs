using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class ExplainTests
{
    [Fact]
    public async Task Each_opening_is_told_with_service_container_variable_and_text()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "explain", "shop/deployment/web", "-");

        Assert.Contains("pods app=api in shop 8080/TCP", run.Out);
        Assert.Contains("because refers to Service shop/api", run.Out);
        Assert.Contains("container main: env API_URL: http://api.shop.svc.cluster.local", run.Out);
        Assert.Contains("exposed outside the cluster by Service shop/web", run.Out);
    }

    [Fact]
    public async Task A_server_is_told_whose_reference_opens_it()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "explain", "api", "-f", "-", "-o", "json");

        var because = JsonNode.Parse(run.Out)!["workloads"]![0]!["ingress"]!.AsArray().Select(opening => opening!["because"]![0]!).Single(reason => reason["rule"]!.ToString() == "client");
        Assert.Equal("shop/Deployment/web", because["client"]!.ToString());
        Assert.Equal("API_URL", because["evidence"]![0]!["variable"]!.ToString());
    }

    [Fact]
    public async Task Pending_and_rejected_references_are_told()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "explain", "shop/api", "-");

        Assert.Contains("pending: Service shop/db does not exist", run.Out);
        Assert.Contains("rejected: Service shop/web has no port 99", run.Out);
    }

    [Fact]
    public async Task An_unknown_workload_is_refused()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "explain", "nobody", "-");

        Assert.Equal((ExitCodes.Failure, ""), (run.ExitCode, run.Out));
        Assert.Contains("no workload 'nobody'", run.Error);
    }
}
