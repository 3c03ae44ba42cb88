using System.Text.Json.Nodes;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class DiffTests
{
    [Fact]
    public async Task A_reference_that_comes_opens_its_connection()
    {
        using var folder = new Folder();
        var now = folder.Add("new.yaml", Shop.Manifests);
        var old = folder.Add("old.yaml", Shop.Manifests.Replace("http://api.shop.svc.cluster.local", "none", StringComparison.Ordinal));

        var run = await CliRun.WithAsync("diff", old, now, "-o", "json", "--exit-code");

        var diff = JsonNode.Parse(run.Out)!;
        Assert.Equal("""[{"from":"shop/Deployment/web","to":"shop/Deployment/api","ports":["8080/TCP"]}]""", diff["opened"]!.ToJsonString());
        Assert.Equal("[]", diff["closed"]!.ToJsonString());
        Assert.Equal(ExitCodes.Failure, run.ExitCode);
    }

    [Fact]
    public async Task Other_lines_for_the_same_connections_are_no_difference()
    {
        using var folder = new Folder();
        var now = folder.Add("new.yaml", Shop.Manifests);
        var old = folder.Add("old.yaml", Shop.Manifests.Replace("API_URL", "BACKEND_URL", StringComparison.Ordinal) + "\n# a comment\n");

        var run = await CliRun.WithAsync("diff", old, now, "--exit-code");

        Assert.Equal((ExitCodes.Success, "no connection changes\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task Policies_are_compared_over_the_workloads_of_a_third_file()
    {
        using var folder = new Folder();
        var workloads = folder.Add("workloads.yaml", Shop.Manifests);
        var old = folder.Add("old.yaml", Shop.DenyAll);
        var now = folder.Add("new.yaml", Shop.AllowApi);

        var run = await CliRun.WithAsync("diff", old, now, "-f", workloads);

        Assert.Equal("+ opens  shop/Deployment/web -> shop/Deployment/api  8080/TCP\n1 connection opened, 0 closed\n", run.Out);
        Assert.Equal(ExitCodes.Success, run.ExitCode);
    }

    [Fact]
    public async Task A_side_without_policies_is_open_where_the_other_side_has_some()
    {
        using var folder = new Folder();
        var workloads = folder.Add("workloads.yaml", Shop.Manifests);
        var now = folder.Add("new.yaml", Shop.Manifests + "\n---\n" + Shop.DenyAll);

        var run = await CliRun.WithAsync("diff", workloads, now);

        Assert.Contains("- closes", run.Out);
        Assert.DoesNotContain("+ opens", run.Out);
    }

    [Fact]
    public async Task A_pull_request_gets_a_table()
    {
        using var folder = new Folder();
        var workloads = folder.Add("workloads.yaml", Shop.Manifests);

        var run = await CliRun.WithAsync("diff", folder.Add("old.yaml", Shop.DenyAll), folder.Add("new.yaml", Shop.AllowApi), "-f", workloads, "-o", "markdown");

        Assert.Contains("| 🟢 opens | `shop/Deployment/web` | `shop/Deployment/api` | 8080/TCP |", run.Out);
    }
}
