using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Declarations;

/// <summary>
/// Reads <c>netpol-orleans.io/egress</c> and <c>netpol-orleans.io/ingress</c>: entries between semicolons or on lines of their own,
/// each a peer and, behind a space, its ports. Total: a bad entry becomes an error, and the others stand.
/// </summary>
public static class DeclarationParser
{
    private static readonly char[] EntrySeparators = [';', '\n'];

    /// <summary>The entries of an annotation.</summary>
    /// <param name="annotation">Its key, for errors.</param>
    /// <param name="text">Its value, or null where it is absent.</param>
    /// <param name="ownNamespace">The namespace of the annotated object, which completes names without one.</param>
    public static ParsedDeclarations Parse(string annotation, string? text, string ownNamespace)
    {
        if (string.IsNullOrWhiteSpace(text)) return ParsedDeclarations.None;
        var entries = new List<Declaration>();
        var errors = new List<DeclarationError>();
        foreach (var entry in text.Split(EntrySeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var space = entry.AsSpan().IndexOfAny(' ', '\t');
            var peer = PeerParser.Parse(space < 0 ? entry : entry[..space], ownNamespace);
            var ports = PortParser.ParseList(space < 0 ? "" : entry[space..].Trim());
            if ((peer.Error ?? ports.Error) is { } message) errors.Add(DeclarationError.About(annotation, entry, message));
            else entries.Add(new(peer.Value!, ports.Value, DeclarationError.Shorten(entry)));
        }
        return new(entries.ToValueList(), errors.ToValueList());
    }
}
