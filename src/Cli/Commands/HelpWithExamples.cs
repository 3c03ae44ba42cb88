using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NetpolOrleans.Cli.Commands;

/// <summary>The library's help with the command's examples behind it.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    /// <summary>Asking for help is no error, whatever else is missing on the command line.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Replaces the action of the root's help option, which all commands share.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((SynchronousCommandLineAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is NetpolSubcommand { Examples.Count: > 0 } command) Write(command, parseResult.InvocationConfiguration.Output);
        return code;
    }

    private static void Write(NetpolSubcommand command, TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (var (line, purpose) in command.Examples)
        {
            output.WriteLine($"  # {purpose}");
            output.WriteLine($"  netpol {line}");
            output.WriteLine();
        }
    }
}
