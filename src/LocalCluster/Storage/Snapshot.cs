using System.Collections.Immutable;

namespace LocalKubernetes.Storage;

/// <summary>All objects of a kind as they were at one version.</summary>
internal sealed record Snapshot(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> Namespaces, long ResourceVersion)
{
    /// <summary>Objects in key order; all namespaces when none is given.</summary>
    public IEnumerable<StoredObject> In(string? scope)
    {
        if (scope is null) return Namespaces.Values.SelectMany(objects => objects.Values);
        return Namespaces.TryGetValue(scope, out var found) ? found.Values : [];
    }
}
