namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Comments of the usual file formats.</summary>
internal static class Comments
{
    /// <summary>Whether the line is a comment to its end. <c>--flag</c> is none: <c>--</c> needs a space behind it.</summary>
    /// <param name="line">The text from the first character of the line that is no space.</param>
    /// <param name="kind">Values and arguments know only <c>#</c>.</param>
    public static bool IsLine(ReadOnlySpan<char> line, TextKind kind) => line switch
    {
        ['#', ..] => true,
        ['/', '/', ..] or [';', ..] => kind is TextKind.File,
        ['-', '-', ..] => kind is TextKind.File && (line.Length == 2 || char.IsWhiteSpace(line[2])),
        _ => false,
    };

    /// <summary>What closes a comment over several lines that opens here, or null.</summary>
    public static string? Closing(ReadOnlySpan<char> text) =>
        text.StartsWith("<!--") ? "-->" : text.StartsWith("/*") ? "*/" : null;

    /// <summary>Whether the rest of the line is a comment: <c>#</c> or <c>//</c> behind a space.</summary>
    public static bool IsTrailing(ReadOnlySpan<char> text, TextKind kind) =>
        text[0] == '#' || (kind is TextKind.File && text is ['/', '/', ..]);
}
