namespace NetpolOrleans.Policies.References.Reading;

/// <summary>The names under which texts give their values.</summary>
internal static class FieldNames
{
    private static readonly string[] WithSpace = ["Data Source", "Contact Points"];

    /// <summary>The name that a key gives.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="named">What a field called <c>name</c> said before: <c>name: DB_HOST</c>, <c>value: mysql</c>; in XML as well.</param>
    public static ReadOnlyMemory<char> OfKey(string text, Token key, ReadOnlyMemory<char> named)
    {
        foreach (var name in WithSpace)
            if (text.AsSpan(0, key.End).EndsWith(name, StringComparison.OrdinalIgnoreCase)) return Fresh("Server");
        var written = text.AsMemory(key.Start..key.End);
        if (Is(written.Span, "value") && !named.IsEmpty) return named;
        return written[(written.Span.LastIndexOf('?') + 1)..]; // without the path of the URL whose query it stands in
    }

    /// <summary>The name that an option gives: <c>-h</c> is a host and <c>-p</c> a port to the clients of databases.</summary>
    public static ReadOnlyMemory<char> OfOption(string text, Token option) => text.AsSpan(option.Start..option.End) switch
    {
        "-h" => Fresh("host"),
        "-p" or "-P" => Fresh("port"),
        _ => text.AsMemory(KeySeparator.SkipDashes(text, option.Start, option.End)..option.End),
    };

    /// <summary>Whether the field says how the next <c>value</c> is called.</summary>
    public static bool IsName(ReadOnlySpan<char> field) => Is(field, "name");

    // Two fields of one name are told apart by where their names stand in memory, the elements of one field by that they don't differ.
    private static ReadOnlyMemory<char> Fresh(ReadOnlySpan<char> name) => name.ToString().AsMemory();

    private static bool Is(ReadOnlySpan<char> name, string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase);
}
