using System.Globalization;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>A place in a text that somebody gave us.</summary>
/// <param name="File">The path as it was given, or <c>stdin</c>, or <c>cluster</c>.</param>
/// <param name="Line">From 1; 0 where there are no lines.</param>
/// <param name="Column">From 1; 0 where there are no columns.</param>
internal readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>file:line:column</c>, as editors and terminals link it.</summary>
    public override string ToString() =>
        Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
