namespace NetpolOrleans.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => ["demo", "synth", "explain", "can", "graph", "diff", "coverage", "status", "cleanup"];

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_examples(string command)
    {
        var run = await CliRun.WithAsync(command, "--help");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains("Usage:", run.Out);
        Assert.Contains("Examples:", run.Out);
        Assert.Contains($"netpol {command} ", run.Out[run.Out.IndexOf("Examples:", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("synth", "--nonsense")]
    [InlineData("synth", "-o", "xml")]
    [InlineData("synth", "-", "-")]
    [InlineData("diff", "-", "-")]
    [InlineData("graph", "-", "-f", "-")]
    [InlineData("can", "a")]
    [InlineData("can", "a", "b", "--all")]
    [InlineData("explain")]
    [InlineData("demo", "--faults", "watch pods: explode")]
    [InlineData("dance")]
    public async Task A_wrong_command_line_is_told_apart_by_its_exit_code(params string[] args)
    {
        var run = await CliRun.WithAsync(args);

        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains("--help' shows the usage", run.Error);
    }

    [Fact]
    public async Task Shells_get_completions()
    {
        var run = await CliRun.WithAsync("[suggest:14]", "graph -o merma");

        Assert.Contains("mermaid", run.Out);
    }

    [Fact]
    public async Task Names_of_workloads_are_completed_from_the_files_named()
    {
        using var folder = new Folder();
        var file = folder.Add("shop.yaml", Shop.Manifests);
        var line = $"explain -f {file} shop/";

        var run = await CliRun.WithAsync($"[suggest:{line.Length}]", line);

        Assert.Contains("shop/Deployment/web", run.Out);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_is_told_with_cause_and_remedy()
    {
        var run = await CliRun.WithAsync("synth", "--from-cluster", "--kubeconfig", "/nowhere/config");

        Assert.Equal((ExitCodes.Failure, ""), (run.ExitCode, run.Out));
        Assert.Contains("/nowhere/config", run.Error);
    }
}
