using LocalKubernetes.Api;
using LocalKubernetes.Errors;
using LocalKubernetes.Storage;

namespace LocalKubernetes.Selection;

/// <summary>The terms of ?fieldSelector=, checked against the fields that the kind allows.</summary>
internal sealed class FieldSelector(IReadOnlyList<(Func<StoredObject, string> Read, string Value, bool Equal)> terms)
{
    public static FieldSelector Everything { get; } = new([]);

    public bool IsEverything => terms.Count == 0;

    public bool Matches(StoredObject obj)
    {
        foreach (var (read, value, equal) in terms)
            if (read(obj) == value != equal) return false;
        return true;
    }

    /// <exception cref="ApiException">400: not a selector, or a field that the kind doesn't select by.</exception>
    public static FieldSelector Parse(ResourceKind kind, string? text)
    {
        if (string.IsNullOrEmpty(text)) return Everything;
        var terms = new List<(Func<StoredObject, string>, string, bool)>();
        foreach (var term in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = term.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw ApiErrors.BadRequest($"invalid selector: '{term}'; can't understand '{term}'");
            var equal = term[at - 1] != '!';
            var field = term[..(equal ? at : at - 1)];
            var value = term[(term.AsSpan(at).StartsWith("==") ? at + 2 : at + 1)..];
            terms.Add((ReaderOf(kind, field), value, equal));
        }
        return new FieldSelector(terms);
    }

    private static Func<StoredObject, string> ReaderOf(ResourceKind kind, string field)
    {
        if (field == "metadata.name") return obj => obj.Key.Name;
        if (field == "metadata.namespace") return obj => obj.Key.Namespace;
        var index = Array.IndexOf(kind.SelectableFields, field);
        if (index >= 0) return obj => obj.Fields[index];
        throw ApiErrors.BadRequest(kind.SelectableFields.Length > 0
            ? $"field label not supported: {field}"
            : $"\"{field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
    }
}
