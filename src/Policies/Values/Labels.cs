using System.Collections;
using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Values;

/// <summary>
/// An immutable map of label keys to values, sorted by key (ordinal) and equal to every map of the same pairs.
/// Also used for the other string maps of the API (match labels, annotations that we keep).
/// </summary>
[JsonConverter(typeof(LabelsJsonConverter))]
public sealed class Labels : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<Labels>
{
    /// <summary>The map without pairs.</summary>
    public static readonly Labels Empty = new([]);

    private readonly KeyValuePair<string, string>[] pairs;

    private Labels(KeyValuePair<string, string>[] sorted) => pairs = sorted;

    /// <inheritdoc/>
    public int Count => pairs.Length;

    /// <summary>Whether the map has no pairs.</summary>
    public bool IsEmpty => pairs.Length == 0;

    /// <summary>The value of <paramref name="key"/>, or null where the key is absent.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var pair in pairs)
                if (string.Equals(pair.Key, key, StringComparison.Ordinal)) return pair.Value;
            return null;
        }
    }

    /// <summary>A map of the given pairs; the last of equal keys wins, as in JSON.</summary>
    public static Labels From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        if (pairs is Labels already) return already;
        var array = pairs.ToArray();
        for (var i = 1; i < array.Length; i++)
        {
            if (string.CompareOrdinal(array[i - 1].Key, array[i].Key) >= 0) return Sorted(array);
        }
        return array.Length == 0 ? Empty : new(array);
    }

    private static Labels Sorted(KeyValuePair<string, string>[] pairs)
    {
        var byKey = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs) byKey[key] = value;
        return new([.. byKey]);
    }

    /// <summary>A map of the given pairs.</summary>
    public static Labels Of(params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        if (pairs.IsEmpty) return Empty;
        var array = new KeyValuePair<string, string>[pairs.Length];
        for (var i = 0; i < array.Length; i++) array[i] = new(pairs[i].Key, pairs[i].Value);
        return array.Length == 1 ? new(array) : From(array);
    }

    /// <summary>Whether the key is present, whatever its value.</summary>
    public bool Contains(string key) => this[key] is not null;

    /// <summary>Whether every pair of <paramref name="wanted"/> is here: how a Service selects Pods.</summary>
    public bool Includes(Labels wanted)
    {
        foreach (var pair in wanted.pairs)
            if (!string.Equals(this[pair.Key], pair.Value, StringComparison.Ordinal)) return false;
        return true;
    }

    /// <summary>This map without the keys for which <paramref name="drop"/> holds.</summary>
    public Labels Without(Func<string, bool> drop) =>
        Array.Exists(pairs, pair => drop(pair.Key)) ? From(pairs.Where(pair => !drop(pair.Key))) : this;

    /// <inheritdoc/>
    public bool Equals(Labels? other) =>
        other is not null && (ReferenceEquals(pairs, other.pairs) || pairs.AsSpan().SequenceEqual(other.pairs));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Labels);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in pairs)
        {
            hash.Add(key);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, string>>)pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => pairs.GetEnumerator();

    /// <summary>The pairs as kubectl prints them: <c>app=web,tier=front</c>.</summary>
    public override string ToString() => string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}"));
}
