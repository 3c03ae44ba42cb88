namespace NetpolOrleans.Cli.Manifests;

/// <summary>Something to tell the user, on stderr.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Where">A location in a file, or the object that is meant.</param>
/// <param name="Message">What is wrong, in one line.</param>
internal sealed record Diagnostic(Severity Severity, string Where, string Message)
{
    /// <summary>The line that is printed: <c>shop.yaml:3:7: error: …</c>.</summary>
    public override string ToString() => $"{Where}: {Severity.ToString().ToLowerInvariant()}: {Message}";
}
