using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using NetpolOrleans.Cli.Commands;
using NetpolOrleans.Cli.Demo;
using NetpolOrleans.Silo;

namespace NetpolOrleans.Cli;

/// <summary>The tool: parses a command line, runs the command, gives the exit code.</summary>
internal static class NetpolCli
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] args, CliIo io, CancellationToken cancellation = default)
    {
        var parsed = Create(io).Parse(args);
        if (parsed.Action is ParseErrorAction) return await ReportAsync(parsed, parsed.Errors.Select(error => error.Message), io);
        if (parsed.Action == parsed.CommandResult.Command.Action && UnknownOptions(parsed) is { Count: > 0 } unknown) return await ReportAsync(parsed, unknown, io);
        var configuration = new InvocationConfiguration { Output = io.Out, Error = io.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (CommandFailedException failure)
        {
            await io.Error.WriteLineAsync($"netpol: error: {failure.Message}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failure;
        }
        catch (Exception broken) when (LossyWriter.IsUnwritable(broken))
        {
            await io.Error.WriteLineAsync($"netpol: error: the output could not be written: {broken.Message}");
            return ExitCodes.Failure;
        }
    }

    /// <summary>The tree of commands.</summary>
    public static RootCommand Create(CliIo io)
    {
        var root = new RootCommand("What talks to what in a Kubernetes cluster, and the NetworkPolicies that allow exactly that.")
        {
            DemoCommand.Create(io),
            SynthCommand.Create(io),
            ExplainCommand.Create(io),
            CanCommand.Create(io),
            GraphCommand.Create(io),
            DiffCommand.Create(io),
            CoverageCommand.Create(io),
            StatusCommand.Create(io),
            CleanupCommand.Create(io),
        };
        HelpWithExamples.Install(root);
        return root;
    }

    /// <summary>The library takes a misspelt option for one more path.</summary>
    private static List<string> UnknownOptions(ParseResult parsed) =>
    [
        .. parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"unknown option '{token.Value}'"),
    ];

    private static async Task<int> ReportAsync(ParseResult parsed, IEnumerable<string> errors, CliIo io)
    {
        foreach (var error in errors) await io.Error.WriteLineAsync($"netpol: error: {error}");
        var command = parsed.CommandResult.Command is RootCommand ? "netpol" : $"netpol {parsed.CommandResult.Command.Name}";
        await io.Error.WriteLineAsync($"'{command} --help' shows the usage with examples");
        return ExitCodes.Usage;
    }
}
