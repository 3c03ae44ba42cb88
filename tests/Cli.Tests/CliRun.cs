namespace NetpolOrleans.Cli.Tests;

/// <summary>One invocation of the tool, in this process.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    public static Task<CliRun> WithAsync(params string[] args) => WithInputAsync("", args);

    public static Task<CliRun> WithAsync(TimeProvider clock, params string[] args) => RunAsync("", clock, args);

    public static Task<CliRun> WithInputAsync(string input, params string[] args) => RunAsync(input, TimeProvider.System, args);

    private static async Task<CliRun> RunAsync(string input, TimeProvider clock, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await NetpolCli.RunAsync(args, new(new StringReader(input), output, error, IsTerminal: false) { Clock = clock }, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
