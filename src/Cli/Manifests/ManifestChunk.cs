namespace NetpolOrleans.Cli.Manifests;

/// <summary>The text between two <c>---</c> lines, so that a broken document does not take its neighbours with it.</summary>
/// <param name="Text">The text, without the separators.</param>
/// <param name="FirstLine">The line of the file on which it starts, from 0.</param>
internal readonly record struct ManifestChunk(string Text, int FirstLine)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The chunks of a stream of documents; those with comments and directives only are left out.</summary>
    public static IEnumerable<ManifestChunk> Split(string stream)
    {
        stream = stream.TrimStart(ByteOrderMark);
        var start = 0;
        var firstLine = 0;
        var line = 0;
        for (var at = 0; at <= stream.Length; line++)
        {
            var end = stream.IndexOf('\n', at) is var found and >= 0 ? found : stream.Length;
            var text = stream.AsSpan(at, end - at).TrimEnd('\r');
            if (text.StartsWith("---", StringComparison.Ordinal) && (text.Length == 3 || text[3] is ' ' or '\t'))
            {
                if (Says(stream.AsSpan(start, at - start))) yield return new(stream[start..at], firstLine);
                start = at;
                firstLine = line;
            }
            at = end + 1;
        }
        if (start < stream.Length && Says(stream.AsSpan(start))) yield return new(stream[start..], firstLine);
    }

    private static bool Says(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
            if (line.Trim() is { Length: > 0 } content && content[0] is not ('#' or '%') && content is not ("---" or "...")) return true;
        return false;
    }
}
