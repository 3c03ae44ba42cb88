using System.Text.Json.Nodes;
using NetpolOrleans.Cli.Manifests;

namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class SynthTests
{
    [Fact]
    public async Task Policies_are_printed_as_a_stream_of_yaml_documents()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-");

        var documents = YamlText.Read(run.Out, "out", diagnostic => Assert.Fail(diagnostic.ToString())).ToList();
        Assert.Equal(["deployment-api", "deployment-web"], documents.Select(document => document.Root!["metadata"]!["name"]!.ToString()));
        Assert.Equal(ExitCodes.Success, run.ExitCode);
    }

    [Fact]
    public async Task Who_needs_the_API_server_is_told_where_nothing_says_its_addresses()
    {
        const string operators = """
            apiVersion: v1
            kind: Pod
            metadata: {name: watcher, namespace: shop, labels: {app: watcher}}
            spec: {serviceAccountName: watcher, containers: [{name: c}]}
            """;
        const string known = """
            apiVersion: v1
            kind: Service
            metadata: {name: kubernetes, namespace: default}
            spec: {clusterIPs: [10.96.0.1], ports: [{port: 443, targetPort: 6443}]}
            """;

        var unknown = await CliRun.WithInputAsync($"{Shop.Manifests}\n---\n{operators}", "synth", "-");
        var found = await CliRun.WithInputAsync($"{Shop.Manifests}\n---\n{operators}\n---\n{known}", "synth", "-");
        var unneeded = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-");

        Assert.Contains("platform: warning: the API server's addresses are not known, so policies close it to shop/Pod/watcher:", unknown.Error);
        Assert.DoesNotContain("API server", found.Error);
        Assert.Contains("cidr: 10.96.0.1/32", found.Out);
        Assert.DoesNotContain("API server", unneeded.Error);
    }

    [Fact]
    public async Task A_kind_that_runs_another_workloads_template_leaves_its_pods_to_that_ones_policy()
    {
        const string rollout = """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: web, namespace: shop}
            spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
            """;

        var run = await CliRun.WithInputAsync($"{Shop.Manifests}\n---\n{rollout}", "synth", "-", "--workload-kinds", "argoproj.io/v1alpha1/Rollout");

        Assert.Contains("warning: Rollout shop/web set aside: no pod template at 'spec.template'; if it runs another workload's (workloadRef)", run.Error);
        Assert.Contains("name: deployment-web", run.Out);
        Assert.DoesNotContain("rollout-web", run.Out);
        Assert.Equal(ExitCodes.Success, run.ExitCode);
    }

    [Fact]
    public async Task Yaml_and_json_say_the_same()
    {
        var yaml = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-");
        var json = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-", "-o", "json");

        var documents = YamlText.Read(yaml.Out, "out", _ => { }).Select(document => document.Root!.ToJsonString());
        Assert.Equal(JsonNode.Parse(json.Out)!["items"]!.AsArray().Select(item => item!.ToJsonString()), documents);
    }

    [Fact]
    public async Task A_folder_gets_one_file_for_each_policy()
    {
        using var folder = new Folder();
        var output = Path.Combine(folder.Path, "out");

        var run = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-", "-o", $"dir={output}");

        Assert.Equal(["shop.deployment-api.yaml", "shop.deployment-web.yaml"], Directory.GetFiles(output).Select(Path.GetFileName).Order());
        Assert.Equal("", run.Out);
        Assert.Equal([output], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Nothing_is_left_where_the_folder_cannot_be_written()
    {
        using var folder = new Folder();
        var inTheWay = folder.Add("out", "a file");

        var run = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-", "-o", $"dir={inTheWay}");

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("cannot be written", run.Error);
        Assert.Equal([inTheWay], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task No_file_is_written_where_one_cannot_be()
    {
        using var folder = new Folder();
        var output = Path.Combine(folder.Path, "out");
        folder.Add("out/shop.deployment-api.yaml/inside", "a folder where a file belongs");
        folder.Add("out/shop.deployment-web.yaml", "as it was");

        var run = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-", "-o", $"dir={output}");

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("shop.deployment-api.yaml' is a folder", run.Error);
        Assert.Equal("as it was", await File.ReadAllTextAsync(Path.Combine(output, "shop.deployment-web.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal([output], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_closed_output_is_told_by_a_sentence()
    {
        using var error = new StringWriter();
        await using var closed = new ClosedWriter();

        var code = await NetpolCli.RunAsync(["synth", "-"], new(new StringReader(Shop.Manifests), closed, error, IsTerminal: false), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("netpol: error: the output could not be written: ", error.ToString());
    }

    [Fact]
    public async Task A_broken_file_is_reported_with_its_place_and_the_others_are_still_processed()
    {
        using var folder = new Folder();
        folder.Add("a.yaml", "apiVersion: v1\nkind: [Service\nmetadata: {}\n");
        folder.Add("sub/b.yml", Shop.Manifests);

        var run = await CliRun.WithAsync("synth", folder.Path);

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Matches(@"a\.yaml:3:\d+: error: ", run.Error);
        Assert.Contains("name: deployment-web", run.Out);
    }

    [Fact]
    public async Task A_malformed_object_is_set_aside_by_name()
    {
        var run = await CliRun.WithInputAsync("apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {ports: 5}\n---\n" + Shop.Manifests, "synth", "-");

        Assert.Contains("stdin:1:1: error: Service default/x set aside", run.Error);
        Assert.Contains("name: deployment-web", run.Out);
        Assert.Equal(ExitCodes.Failure, run.ExitCode);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_reported()
    {
        var run = await CliRun.WithAsync("synth", "/nowhere/at-all.yaml");

        Assert.Equal((ExitCodes.Failure, ""), (run.ExitCode, run.Out));
        Assert.Contains("/nowhere/at-all.yaml: error: no such file or folder", run.Error);
    }

    [Fact]
    public async Task Nothing_to_read_is_reported()
    {
        var run = await CliRun.WithAsync("synth");

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("nothing to read", run.Error);
    }

    [Fact]
    public async Task Kinds_that_no_policy_depends_on_are_counted()
    {
        var other = "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: a}\n---\napiVersion: x/v1\nkind: Foo\nmetadata: {name: a}\n";

        var run = await CliRun.WithInputAsync(other, "synth", "-");

        Assert.Contains("skipped 2 objects of kinds that no policy depends on: 1 Certificate, 1 Foo", run.Error);
        Assert.Equal(ExitCodes.Success, run.ExitCode);
    }

    [Fact]
    public async Task Objects_without_a_namespace_are_in_the_default_one()
    {
        var manifests = Shop.Manifests.Replace(", namespace: shop", "", StringComparison.Ordinal).Replace(".shop.svc", ".team.svc", StringComparison.Ordinal);

        var run = await CliRun.WithInputAsync(manifests, "synth", "-", "-n", "team");

        Assert.Contains("namespace: team", run.Out);
        Assert.DoesNotContain("namespace: default", run.Out);
    }

    [Fact]
    public async Task What_opens_nothing_is_told_with_object_field_and_text()
    {
        var run = await CliRun.WithInputAsync(Shop.Manifests, "synth", "-");

        Assert.Contains("shop/Deployment/api: warning: pending: Service shop/db does not exist (container main: env DB_HOST: db.shop.svc.cluster.local)", run.Error);
        Assert.Contains("shop/Deployment/api: warning: rejected: Service shop/web has no port 99", run.Error);
    }

    [Fact]
    public async Task The_order_of_the_input_does_not_change_a_byte()
    {
        var shuffled = string.Join("\n---\n", Shop.Manifests.Split("\n---\n").Reverse());

        Assert.Equal((await CliRun.WithInputAsync(Shop.Manifests, "synth", "-")).Out, (await CliRun.WithInputAsync(shuffled, "synth", "-")).Out);
    }

    /// <summary>A console whose descriptor is closed (<c>netpol … &gt;&amp;-</c>).</summary>
    private sealed class ClosedWriter : StringWriter
    {
        public override void Write(string? value) => throw new UnauthorizedAccessException("Access to the path is denied.");
    }
}
