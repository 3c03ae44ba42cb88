using NetpolOrleans.Silo;

namespace NetpolOrleans.Cli;

/// <summary>The streams of one invocation.</summary>
/// <param name="In">Standard input, for <c>-</c>.</param>
/// <param name="Out">Standard output: results only.</param>
/// <param name="Error">Standard error: diagnostics.</param>
/// <param name="IsTerminal">Whether a person looks at <paramref name="Out"/>: then it has colours; piped output is plain text.</param>
internal sealed record CliIo(TextReader In, TextWriter Out, TextWriter Error, bool IsTerminal)
{
    /// <summary>By which ages are told.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The process's own streams; colours also off where <c>NO_COLOR</c> is set.</summary>
    public static CliIo OfProcess() => new(
        Console.In, Console.Out, new LossyWriter(Console.Error), !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
}
