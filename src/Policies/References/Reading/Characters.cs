using System.Buffers;

namespace NetpolOrleans.Policies.References.Reading;

/// <summary>The classes of characters by which texts fall apart.</summary>
internal static class Characters
{
    /// <summary>Ends a word.</summary>
    public static readonly SearchValues<char> Delimiters = SearchValues.Create(" \t\r\n\v\f\"'`,;|&<>(){}[]=\0");

    /// <summary>Ends the part of a URL that names hosts.</summary>
    public static readonly SearchValues<char> AfterAuthority = SearchValues.Create(" \t\r\n\"'`<>/?#;|\\)}\0");

    /// <summary>Ends whatever a URL may hold.</summary>
    public static readonly SearchValues<char> SpacesAndQuotes = SearchValues.Create(" \t\r\n\"'`");

    /// <summary>Whether a host name may have the character.</summary>
    public static bool IsHost(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    /// <summary>Whether a URL's scheme may have the character; underscores for the named listeners of brokers.</summary>
    public static bool IsScheme(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '.' or '-' or '_';
}
