using System.Text;

namespace NetpolOrleans.ApiContract.Tests;

/// <summary>
/// What a user typed and saw: lines that begin with "$ " are commands (with their here-documents), what follows is their output,
/// "[1]" a failure's exit code. What stands before the first command is a comment.
/// </summary>
internal sealed record Transcript(IReadOnlyList<TranscriptStep> Steps)
{
    public static Transcript Read(string text)
    {
        var steps = new List<TranscriptStep>();
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length;)
        {
            var (comments, command, output) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
            while (at < lines.Length && !IsCommand(lines[at])) comments.Append(lines[at++]).Append('\n');
            if (at == lines.Length) break;
            command.Append(lines[at][2..]).Append('\n');
            var end = lines[at++] is var line && line.Contains("<<EOF", StringComparison.Ordinal) ? "EOF" : null;
            while (end is not null)
            {
                command.Append(lines[at]).Append('\n');
                if (lines[at++] == end) end = null;
            }
            while (at < lines.Length && !IsCommand(lines[at])) output.Append(lines[at++]).Append('\n');
            steps.Add(new(comments.ToString(), command.ToString(), output.ToString().TrimEnd('\n')));
        }
        return new(steps);
    }

    /// <summary>The text with what the commands answered.</summary>
    public string Write(IEnumerable<string> outputs)
    {
        var text = new StringBuilder();
        foreach (var (step, output) in Steps.Zip(outputs))
            text.Append(step.Comment).Append("$ ").Append(step.Command).Append(output).Append(output.Length > 0 ? "\n" : "");
        return text.ToString();
    }

    private static bool IsCommand(string line) => line.StartsWith("$ ", StringComparison.Ordinal);
}
