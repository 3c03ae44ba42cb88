namespace NetpolOrleans.Cli.Tests.Commands;

/// <summary>Standard input may be a terminal at which nobody types, or a pipe into which nothing comes.</summary>
public sealed class StandardInputTests
{
    [Fact]
    public async Task Who_waits_for_it_can_be_stopped()
    {
        using var input = new Silent();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = NetpolCli.RunAsync(["synth", "-"], new(input, TextWriter.Null, TextWriter.Null, IsTerminal: false), stop.Token);
        await input.Asked.WaitAsync(TestContext.Current.CancellationToken);

        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Failure, await run);
    }

    private sealed class Silent : TextReader
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim end = new();

        public Task Asked => asked.Task;

        public override int Read(char[] buffer, int index, int count) => Wait();

        public override int Read() => Wait();

        public override int Peek() => Wait();

        public override string ReadToEnd() => $"{Wait()}";

        protected override void Dispose(bool disposing)
        {
            end.Set();
            base.Dispose(disposing);
        }

        private int Wait()
        {
            asked.TrySetResult();
            end.Wait();
            return -1;
        }
    }
}
