using System.CommandLine;

namespace NetpolOrleans.Cli.Commands;

/// <summary>The option <c>-o</c> of commands that write to standard output only.</summary>
internal static class OutputOption
{
    /// <summary>Adds it; the first format is the default.</summary>
    public static Option<string> AddTo(Command command, params string[] formats)
    {
        var option = new Option<string>("--output", "-o") { Description = "The format of the answer.", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        command.Add(option);
        return option;
    }
}
