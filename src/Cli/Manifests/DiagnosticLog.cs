namespace NetpolOrleans.Cli.Manifests;

/// <summary>Writes diagnostics as they come, and remembers whether one was an error.</summary>
internal sealed class DiagnosticLog(TextWriter error)
{
    /// <summary>Whether something could not be read.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The exit code of a command that otherwise succeeded.</summary>
    public int ExitCode => HasErrors ? ExitCodes.Failure : ExitCodes.Success;

    /// <summary>Tells the user.</summary>
    public void Report(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        error.WriteLine(diagnostic);
    }
}
