using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace NetpolOrleans.Policies.Values;

/// <summary>
/// An immutable list that is equal to every list of equal elements in the same order. It is no more than its array: records hold many.
/// The default is the empty list.
/// </summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
[JsonConverter(typeof(ValueListJsonConverterFactory))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    /// <summary>The list without elements.</summary>
    public static readonly ValueList<T> Empty;

    private readonly T[]? items;

    internal ValueList(T[] items) => this.items = items.Length == 0 ? null : items;

    /// <inheritdoc/>
    public int Count => items?.Length ?? 0;

    /// <summary>Whether the list has no elements.</summary>
    public bool IsEmpty => items is null;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    /// <summary>The elements, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => items;

    private T[] Items => items ?? [];

    /// <summary>Whether both have equal elements in the same order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other) => ReferenceEquals(items, other.items) || AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
