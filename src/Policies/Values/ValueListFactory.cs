namespace NetpolOrleans.Policies.Values;

/// <summary>Makes <see cref="ValueList{T}"/>s, also from collection expressions.</summary>
public static class ValueList
{
    /// <summary>A list of a copy of the elements.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>A list of the sequence's elements, in its order.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
    {
        if (items is ValueList<T> already) return already;
        var array = items.ToArray();
        return new(array);
    }
}
