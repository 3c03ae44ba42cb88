using NetpolOrleans.Silo;

namespace NetpolOrleans.Cli.Tests.Output;

/// <summary>A disk that is full or read-only, and streams that somebody closed, are named; nothing ends in a stack trace.</summary>
public sealed class UnwritableTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netpol-unwritable-");

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    public async Task Results_that_cannot_be_written_are_an_error(Type failure)
    {
        using var error = new StringWriter();

        var code = await NetpolCli.RunAsync(["synth", Shop()], new(TextReader.Null, new Unwritable(failure), error, IsTerminal: false), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("netpol: error: the output could not be written: No space left", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnostics_that_cannot_be_written_are_lost_and_change_no_exit_code()
    {
        using var output = new StringWriter();
        using var error = new LossyWriter(new Unwritable(typeof(IOException)));

        var good = await NetpolCli.RunAsync(["synth", Shop()], new(TextReader.Null, output, error, IsTerminal: false), TestContext.Current.CancellationToken);
        var bad = await NetpolCli.RunAsync(["synth", "no-such-file"], new(TextReader.Null, output, error, IsTerminal: false), TestContext.Current.CancellationToken);

        Assert.Equal((ExitCodes.Success, ExitCodes.Failure), (good, bad));
        Assert.Contains("kind: NetworkPolicy", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_names_the_kubeconfig_that_it_cannot_write()
    {
        var run = await CliRun.WithAsync("demo", "--once", "--kubeconfig", Path.Combine(folder.FullName, "missing", "kubeconfig"));

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("name a place for it with --kubeconfig", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Shop()
    {
        var path = Path.Combine(folder.FullName, "shop.yaml");
        File.WriteAllText(path, """
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop}, spec: {selector: {matchLabels: {app: cart}}, template: {
              metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: cart, env: [{name: PAY, value: "https://pay.example"}]}]}}}}
            """);
        return path;
    }

    private sealed class Unwritable(Type failure) : StringWriter
    {
        public override void Write(char value) => throw (Exception)Activator.CreateInstance(failure, "No space left")!;

        public override void Write(char[] buffer, int index, int count) => Write('x');

        public override void Write(string? value) => Write('x');

        public override void WriteLine(string? value) => Write('x');

        public override Task WriteAsync(string? value)
        {
            Write('x');
            return Task.CompletedTask;
        }

        public override Task WriteLineAsync(string? value) => WriteAsync(value);
    }
}
