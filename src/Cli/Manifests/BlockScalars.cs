using System.Text.RegularExpressions;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>
/// Prepares block scalars (<c>key: |</c>, <c>key: >-</c>) for the scanner, which refuses one that begins with a line of spaces only.
/// Rendered charts are full of these, and kubectl reads them.
/// </summary>
internal static partial class BlockScalars
{
    /// <summary>The text with the lines of spaces behind a block's header emptied: to YAML 1.1 they are empty lines (chapter 9.2.1). Line numbers stay.</summary>
    public static string EmptyFirstLines(string text) =>
        BlankBeginning().Replace(text, match => match.Groups["header"].Value + match.Groups["blank"].Value.Replace(" ", "", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<header>[ \t][|>][-+1-9]{0,2}[ \t]*(#[^\n]*)?\r?\n)(?<blank>( *\r?\n)+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BlankBeginning();
}
