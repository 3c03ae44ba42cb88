using System.CommandLine;

namespace NetpolOrleans.Cli.Commands;

/// <summary>A command of the tool, with the examples that its help shows.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it is for, in a sentence.</param>
/// <param name="examples">Command lines without the leading <c>netpol</c>, each with what it does.</param>
internal sealed class NetpolSubcommand(string name, string description, params (string Line, string Purpose)[] examples) : Command(name, description)
{
    /// <summary>Command lines, each with what it does.</summary>
    public IReadOnlyList<(string Line, string Purpose)> Examples { get; } = examples;
}
