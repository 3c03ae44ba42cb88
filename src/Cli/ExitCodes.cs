namespace NetpolOrleans.Cli;

/// <summary>What the process ends with; documented in docs/cli.md.</summary>
internal static class ExitCodes
{
    /// <summary>All input was read, the answer is on stdout.</summary>
    public const int Success = 0;

    /// <summary>Some input could not be read or found, or, with <c>--exit-code</c>, the answer is "denied" or "changed".</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;
}
