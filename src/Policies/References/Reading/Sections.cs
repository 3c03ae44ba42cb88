namespace NetpolOrleans.Policies.References.Reading;

/// <summary>Lines that begin a section of an INI or TOML file, or a YAML document.</summary>
internal static class Sections
{
    private const int LongestHeading = 128;

    /// <summary>Whether the line, from its first column, is such a heading.</summary>
    public static bool Begins(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("---") && (line.Length == 3 || char.IsWhiteSpace(line[3]))) return true;
        if (line[0] != '[') return false;
        line = line[..Math.Min(line.Length, LongestHeading)];
        Effort.Spend(line.Length);
        if (line.IndexOf('\n') is var end and >= 0) line = line[..end];
        line = line.TrimEnd();
        return line.Length > 2 && line[^1] == ']' && !line.ContainsAny(",\"'{") && !line.TrimStart('[').TrimEnd(']').ContainsAny('[', ']');
    }
}
