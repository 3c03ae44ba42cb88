namespace NetpolOrleans.Policies.Declarations;

/// <summary>A part of an annotation that says nothing: it opens nothing, and the others stand.</summary>
/// <param name="Annotation">The annotation's key.</param>
/// <param name="Entry">The part as written, at most 256 characters.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record DeclarationError(string Annotation, string Entry, string Message)
{
    private const int LongestEntry = 256;

    /// <summary>An error about an entry of any length.</summary>
    public static DeclarationError About(string annotation, string entry, string message) => new(annotation, Shorten(entry), message);

    /// <summary>The entry as reports show it.</summary>
    internal static string Shorten(string entry) => entry.Length > LongestEntry ? entry[..LongestEntry] : entry;
}
