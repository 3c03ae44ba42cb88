using YamlDotNet.Core;

namespace NetpolOrleans.Cli.Manifests;

/// <summary>Says what is wrong with a broken document in a user's words, and where.</summary>
internal static class BrokenYaml
{
    /// <summary>The place, with line and column from 0 and 1, and the reason.</summary>
    /// <param name="text">The document.</param>
    /// <param name="start">Where the broken part begins.</param>
    /// <param name="reached">How far the text was read.</param>
    /// <param name="message">What the scanner says.</param>
    public static (int Line, int Column, string Reason) Of(string text, Mark start, Mark reached, string message)
    {
        var lines = text.Split('\n');
        for (var line = Math.Max(0, (int)start.Line - 1); line < lines.Length && line <= reached.Line; line++)
            if (TabInIndentation(lines[line]) is var tab and >= 0) return (line + 1, tab + 1, "a tab indents the line: YAML is indented by spaces");
        var broken = (int)start.Line - 1;
        var isTemplate = broken >= 0 && broken < lines.Length && lines[broken].Contains("{{", StringComparison.Ordinal);
        return ((int)start.Line, (int)start.Column, isTemplate ? $"{message}; if this is a template, render it first (helm template …)" : message);
    }

    private static int TabInIndentation(string line)
    {
        var indentation = line.Length - line.TrimStart(' ', '\t').Length;
        return line.IndexOf('\t', 0, indentation);
    }
}
